package io.chimera.p2p.transfer;

import io.chimera.core.contact.ContactId;
import io.chimera.core.neighbour.InstanceId;
import io.chimera.p2p.wire.Farewell;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The open connections of one account: one for each start of each neighbour. When two were opened at once, both sides
 * keep the same one. Safe for use by many threads.
 */
final class Connections {

    /** A contact with more computers than this is served at those that came last. */
    static final int MOST_PER_CONTACT = 4;

    /** Far more than sit in one office. */
    static final int MOST = 256;

    /** Two connections opened further apart than this were not opened at once: one side has lost the older. */
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    private final Map<Node, Connection> open = new HashMap<>();
    private boolean closed;

    /**
     * A new connection stands. Of it and an older one to the same node, one is ended.
     *
     * @return why the new one must end, if it must
     */
    Optional<Farewell> admit(Connection fresh) {
        var ending = new ArrayList<Connection>();
        var refused = decide(fresh, ending);
        ending.forEach(loser -> loser.close(Farewell.DUPLICATE));
        return refused;
    }

    private synchronized Optional<Farewell> decide(Connection fresh, List<Connection> ending) {
        if (closed) return Optional.of(Farewell.LEAVING);
        var node = Node.of(fresh);
        var older = open.get(node);
        if (older != null && !supersedes(fresh, older)) return Optional.of(Farewell.DUPLICATE);
        if (older == null) makeRoom(fresh, ending);
        else ending.add(older);
        if (older == null && open.size() >= MOST) return Optional.of(Farewell.BUSY);
        open.put(node, fresh);
        return Optional.empty();
    }

    /** Decided alike on both sides, which know the same two hellos of each connection. */
    private static boolean supersedes(Connection fresh, Connection older) {
        if (older.ending().isPresent()) return true;
        boolean openedBySame =
                fresh.introduction().dialled() == older.introduction().dialled();
        if (openedBySame || older.age() > AT_ONCE.toNanos()) return true;
        return fresh.introduction()
                        .opener()
                        .nonce()
                        .compareTo(older.introduction().opener().nonce())
                > 0;
    }

    /** A node that has started again at the same place has left its earlier start's connection behind. */
    private void makeRoom(Connection fresh, List<Connection> ending) {
        var others = of(fresh.peer()).toList();
        others.stream().filter(other -> other.address().equals(fresh.address())).forEach(ending::add);
        if (others.size() >= MOST_PER_CONTACT)
            others.stream()
                    .max((one, other) -> Long.compare(one.age(), other.age()))
                    .ifPresent(ending::add);
        ending.forEach(this::forget);
    }

    private Stream<Connection> of(ContactId contact) {
        return open.values().stream().filter(there -> there.peer().equals(contact));
    }

    /** A connection to this contact; the one opened last, if there are several. */
    synchronized Optional<Connection> with(ContactId contact) {
        return of(contact)
                .filter(there -> there.ending().isEmpty())
                .min((one, other) -> Long.compare(one.age(), other.age()));
    }

    /** Which start of this contact's node at this address there is a connection to. */
    synchronized Optional<Connection> at(ContactId contact, InetSocketAddress address) {
        return of(contact)
                .filter(there -> there.ending().isEmpty() && there.address().equals(address))
                .findFirst();
    }

    /** All of them. */
    synchronized List<Connection> all() {
        return List.copyOf(open.values());
    }

    /** A connection is no more. */
    synchronized void forget(Connection gone) {
        open.remove(Node.of(gone), gone);
    }

    /** Says goodbye to all, and admits none any more; waits a moment for each. */
    void close() throws InterruptedException {
        List<Connection> closing;
        synchronized (this) {
            closed = true;
            closing = List.copyOf(open.values());
        }
        closing.forEach(connection -> connection.close(Farewell.LEAVING));
        for (var connection : closing) if (!connection.awaitGone(Duration.ofSeconds(1))) connection.abort();
    }

    /** One start of one contact's node. */
    private record Node(ContactId contact, InstanceId instance) {
        private static Node of(Connection connection) {
            return new Node(
                    connection.peer(), connection.introduction().theirs().instance());
        }
    }
}
