package io.chimera.p2p.transfer;

import io.chimera.core.contact.ContactId;
import io.chimera.p2p.secure.SecureLine;
import io.chimera.p2p.wire.Frame;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The transfers one account makes now. Safe for use by many threads. */
final class Exchanges {

    /** More at once would not be faster, and each holds a thread, a buffer and a file. */
    private static final int MOST_PER_PEER = 8;

    private static final Duration FOR_THE_OLDER = Duration.ofSeconds(5);

    private final Map<Exchange.Key, Exchange> running = new ConcurrentHashMap<>();

    /**
     * Begins a transfer. One of the same file that is still under way ends: whoever begins anew has lost it.
     *
     * @return empty if this peer has too many under way, or the older one does not end
     */
    Optional<Exchange> begin(Exchange.Key key, Connection connection) throws InterruptedException {
        var older = running.get(key);
        if (older != null) {
            older.end("the transfer began anew");
            if (!older.awaitGone(FOR_THE_OLDER)) return Optional.empty();
        }
        return admit(key, connection);
    }

    /** Counts and takes in as one step: two that come at once must not both find the last place free. */
    private synchronized Optional<Exchange> admit(Exchange.Key key, Connection connection) {
        if (count(key.peer()) >= MOST_PER_PEER) return Optional.empty();
        var begun = new Exchange(key, connection, this);
        return running.putIfAbsent(key, begun) == null ? Optional.of(begun) : Optional.empty();
    }

    /** Passes on what a connection said about a transfer; of transfers that are over, nothing more is heard. */
    void tell(Connection connection, Frame.Transferring frame) {
        var exchange = running.get(new Exchange.Key(connection.peer(), frame.id()));
        if (exchange != null && exchange.connection() == connection) exchange.tell(frame);
    }

    /** A bulk connection came and said what it is for. Returns when it is used no more. */
    void join(SecureLine line, Frame.Bulk bulk) throws IOException, InterruptedException {
        var exchange = running.get(new Exchange.Key(line.peer(), bulk.id()));
        if (exchange == null) throw new IOException("a bulk connection for a transfer that is not under way");
        exchange.join(line, bulk.token());
        exchange.awaitGone();
    }

    /** A connection is no more, and so are the transfers that were agreed on over it. */
    void ended(Connection connection) {
        for (var exchange : running.values())
            if (exchange.connection() == connection) exchange.end("the connection broke");
    }

    void remove(Exchange exchange) {
        running.remove(exchange.key(), exchange);
    }

    private long count(ContactId peer) {
        return running.keySet().stream().filter(key -> key.peer().equals(peer)).count();
    }
}
