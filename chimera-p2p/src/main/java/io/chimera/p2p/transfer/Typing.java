package io.chimera.p2p.transfer;

import io.chimera.core.arrival.Arrivals;
import io.chimera.core.contact.ContactId;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.SomebodyTypes;
import io.chimera.p2p.wire.Frame;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** That the other side of a connection is writing, passed on. Used by the one who reads from the connection. */
final class Typing {

    /** Who says it more often is not heard. */
    private static final long PAUSE = Duration.ofSeconds(1).toNanos();

    private static final Logger LOG = LoggerFactory.getLogger(Typing.class);

    private final ContactId peer;
    private final Arrivals arrivals;
    private boolean on;
    private long at = System.nanoTime() - PAUSE;

    Typing(ContactId peer, Arrivals arrivals) {
        this.peer = peer;
        this.arrivals = arrivals;
    }

    /** What is said of this side. */
    static Frame frame(boolean on) {
        return new Frame.Typing(on ? (int) SomebodyTypes.LASTS.toSeconds() : 0);
    }

    void heard(Frame.Typing said) {
        boolean now = said.seconds() > 0;
        if (!now && !on) return;
        if (now && System.nanoTime() - at < PAUSE) return;
        on = now;
        at = System.nanoTime();
        try {
            arrivals.types(DialogId.with(peer), new Author.Them(peer), now);
        } catch (RuntimeException nobodyMinds) {
            LOG.debug("That a neighbour writes could not be told", nobodyMinds);
        }
    }
}
