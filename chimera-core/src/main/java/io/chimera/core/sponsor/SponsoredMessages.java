package io.chimera.core.sponsor;

import io.chimera.core.dialog.DialogId;
import java.io.IOException;
import java.util.Optional;

/**
 * Port: the sponsored messages of one account's cloud. Each call blocks until the cloud has answered, and throws an {@link
 * IOException} if it does not.
 */
public interface SponsoredMessages {

    /** What is to be shown in a channel now; nothing in any other dialog. */
    Optional<SponsoredMessage> in(DialogId channel) throws IOException, InterruptedException;

    /** It was on the screen, all of it. To be said once; one that is not known any more is no error. */
    void seen(DialogId channel, long message) throws IOException, InterruptedException;

    /** Its link is about to be followed. */
    void clicked(DialogId channel, long message) throws IOException, InterruptedException;

    /**
     * The person complains of it.
     *
     * @param option what they chose when they were asked; empty at first
     */
    ReportAnswer report(DialogId channel, long message, Optional<String> option)
            throws IOException, InterruptedException;

    /** Those of a cloud that has none. */
    static SponsoredMessages none() {
        return new NoSponsors();
    }
}
