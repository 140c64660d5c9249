package io.chimera.p2p.secure;

import io.chimera.core.neighbour.Refusal;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lines of one account that stand, of whatever protocol. Those that were closed leave by themselves. */
final class OpenLines {

    private static final Logger LOG = LoggerFactory.getLogger(OpenLines.class);

    private final Doorkeeper doorkeeper;
    private final Set<SecureLine> open = ConcurrentHashMap.newKeySet();

    OpenLines(Doorkeeper doorkeeper) {
        this.doorkeeper = doorkeeper;
    }

    void add(SecureLine line) {
        open.removeIf(SecureLine::isClosed);
        open.add(line);
    }

    void remove(SecureLine line) {
        open.remove(line);
    }

    void lookAgain() {
        open.removeIf(SecureLine::isClosed);
        for (var line : open) judge(line).ifPresent(refusal -> end(line, refusal));
        open.removeIf(SecureLine::isClosed);
    }

    private Optional<Refusal> judge(SecureLine line) {
        try {
            return doorkeeper.judge(line.chain(), line.identity());
        } catch (RuntimeException unreadable) {
            LOG.warn("A connection could not be looked at again; it is, soon", unreadable);
            return Optional.empty();
        }
    }

    private static void end(SecureLine line, Refusal refusal) {
        try {
            line.refuse(refusal);
        } catch (IOException _) {
            // it is closed, which is all that was wanted
        }
    }
}
