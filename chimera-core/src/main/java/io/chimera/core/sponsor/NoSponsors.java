package io.chimera.core.sponsor;

import io.chimera.core.dialog.DialogId;
import java.util.Optional;

/** Nobody pays for anything. */
final class NoSponsors implements SponsoredMessages {

    @Override
    public Optional<SponsoredMessage> in(DialogId channel) {
        return Optional.empty();
    }

    @Override
    public void seen(DialogId channel, long message) {}

    @Override
    public void clicked(DialogId channel, long message) {}

    @Override
    public ReportAnswer report(DialogId channel, long message, Optional<String> option) {
        return new ReportAnswer.NotTaken();
    }
}
