package io.chimera.lab.client;

import io.chimera.core.dialog.DialogId;
import io.chimera.core.sponsor.ReportAnswer;
import io.chimera.core.sponsor.SponsoredMessage;
import io.chimera.core.sponsor.SponsoredMessages;
import io.chimera.lab.api.No;
import java.io.IOException;
import java.util.Optional;

/** The lab cloud's sponsored messages. */
final class LabSponsors implements SponsoredMessages {

    private final LabLine line;

    LabSponsors(LabLine line) {
        this.line = line;
    }

    @Override
    public Optional<SponsoredMessage> in(DialogId channel) throws IOException, InterruptedException {
        if (!channel.isOfSeveral()) return Optional.empty();
        try {
            return line.sponsored(channel.value()).messages().stream()
                    .findFirst()
                    .map(ad -> new SponsoredMessage(
                            ad.id(), false, ad.title(), ad.text(), ad.button(), ad.link(), ad.about(), true));
        } catch (Denied denied) {
            if (denied.is(No.NO_SUCH_DIALOG)) return Optional.empty();
            throw denied;
        }
    }

    @Override
    public void seen(DialogId channel, long message) throws IOException, InterruptedException {
        line.sponsored(channel.value(), message, "seen");
    }

    @Override
    public void clicked(DialogId channel, long message) throws IOException, InterruptedException {
        line.sponsored(channel.value(), message, "click");
    }

    @Override
    public ReportAnswer report(DialogId channel, long message, Optional<String> option)
            throws IOException, InterruptedException {
        var answer = line.report(channel.value(), message, option.orElse(""));
        if (answer.question().isEmpty()) return new ReportAnswer.Taken();
        return new ReportAnswer.Choose(
                answer.question(),
                answer.options().stream()
                        .map(one -> new ReportAnswer.Option(one.id(), one.words()))
                        .toList());
    }
}
