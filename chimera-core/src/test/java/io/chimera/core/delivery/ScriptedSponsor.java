package io.chimera.core.delivery;

import io.chimera.core.dialog.DialogId;
import io.chimera.core.sponsor.ReportAnswer;
import io.chimera.core.sponsor.SponsoredMessage;
import io.chimera.core.sponsor.SponsoredMessages;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** One sponsored message in one channel, which counts what becomes of it. */
public final class ScriptedSponsor implements SponsoredMessages {

    private final DialogId channel;
    private final SponsoredMessage message;
    private final AtomicInteger seen = new AtomicInteger();
    private final AtomicInteger clicked = new AtomicInteger();
    private final AtomicInteger reported = new AtomicInteger();

    public ScriptedSponsor(DialogId channel, SponsoredMessage message) {
        this.channel = channel;
        this.message = message;
    }

    public int timesSeen() {
        return seen.get();
    }

    public int timesClicked() {
        return clicked.get();
    }

    public int timesReported() {
        return reported.get();
    }

    @Override
    public Optional<SponsoredMessage> in(DialogId asked) {
        return channel.equals(asked) ? Optional.of(message) : Optional.empty();
    }

    @Override
    public void seen(DialogId asked, long id) {
        seen.incrementAndGet();
    }

    @Override
    public void clicked(DialogId asked, long id) {
        clicked.incrementAndGet();
    }

    @Override
    public ReportAnswer report(DialogId asked, long id, Optional<String> option) {
        if (option.isEmpty())
            return new ReportAnswer.Choose("Why?", List.of(new ReportAnswer.Option("boring", "It is boring")));
        reported.incrementAndGet();
        return new ReportAnswer.Taken();
    }
}
