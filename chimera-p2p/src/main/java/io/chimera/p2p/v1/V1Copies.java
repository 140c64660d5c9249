package io.chimera.p2p.v1;

import io.chimera.core.contact.ContactId;
import java.net.SocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Recognises copies. A first Chimera sends each message to every address it heard us announce from, one after the other,
 * so a computer on two networks, or with two cards on one, gets it twice. The same content from the same contact within
 * some seconds at another address of ours is a copy; at the same address it is said again.
 */
final class V1Copies {

    private static final Duration WINDOW = Duration.ofSeconds(15);
    private static final int MOST = 256;

    private final Clock clock;
    private final SequencedMap<Said, Heard> recent = new LinkedHashMap<>();

    V1Copies(Clock clock) {
        this.clock = clock;
    }

    /**
     * Notes that something came.
     *
     * @param content the text, or the file's hash
     * @param at our address it came to
     * @return whether it is a copy of what is here already
     */
    synchronized boolean isCopy(ContactId from, String content, SocketAddress at) {
        var now = clock.instant();
        recent.values().removeIf(heard -> now.isAfter(heard.first.plus(WINDOW)));
        var said = new Said(from, content);
        var heard = recent.get(said);
        if (heard != null && heard.at.add(at)) return true;
        if (recent.size() >= MOST) recent.pollFirstEntry();
        recent.put(said, new Heard(now, new HashSet<>(Set.of(at))));
        return false;
    }

    private record Said(ContactId from, String content) {}

    private record Heard(Instant first, Set<SocketAddress> at) {}
}
