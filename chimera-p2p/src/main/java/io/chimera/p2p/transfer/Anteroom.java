package io.chimera.p2p.transfer;

import io.chimera.p2p.secure.Deadlines;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where connections wait that have not proved who they are. It is small; when it is full, whoever has said nothing for the
 * longest time makes room, so that a thousand silent ones cannot keep one out who speaks. Safe for use by many threads.
 */
final class Anteroom {

    /** In all; each costs a socket, a thread and a handshake's arithmetic. */
    static final int MOST = 64;

    /** From one computer; this one excepted, where many accounts may live. */
    static final int MOST_PER_COMPUTER = 4;

    private final Deadlines deadlines;
    private final Duration patience;
    private final List<Guest> waiting = new ArrayList<>(); // the longest waiting first

    /** @param patience how long anybody may wait here */
    Anteroom(Deadlines deadlines, Duration patience) {
        this.deadlines = deadlines;
        this.patience = patience;
    }

    /** Somebody came in. Another may have to go, without a word. */
    Guest enter(Socket socket) throws IOException {
        var guest = new Guest(socket);
        var evicted = place(guest);
        if (evicted.isPresent()) evicted.get().socket.close();
        return guest;
    }

    /** How many wait. */
    synchronized int size() {
        return waiting.size();
    }

    private synchronized Optional<Guest> place(Guest guest) {
        var neighbours =
                waiting.stream().filter(other -> other.isFrom(guest.computer)).toList();
        Optional<Guest> evicted = Optional.empty();
        if (!guest.computer.isLoopbackAddress() && neighbours.size() >= MOST_PER_COMPUTER)
            evicted = leastWelcome(neighbours.stream());
        else if (waiting.size() >= MOST) evicted = leastWelcome(waiting.stream());
        evicted.ifPresent(waiting::remove);
        waiting.add(guest);
        return evicted;
    }

    private static Optional<Guest> leastWelcome(Stream<Guest> guests) {
        var candidates = guests.toList();
        return candidates.stream()
                .filter(guest -> !guest.hasSpoken)
                .findFirst()
                .or(() -> candidates.stream().findFirst());
    }

    private synchronized void leave(Guest guest) {
        waiting.remove(guest);
    }

    /** One who waits. Closing it means leaving the room, not hanging up. */
    final class Guest implements Closeable {

        private final Socket socket;
        private final InetAddress computer;
        private final Deadlines.Deadline deadline;
        private volatile boolean hasSpoken;

        private Guest(Socket socket) {
            this.socket = socket;
            this.computer = socket.getInetAddress();
            this.deadline = deadlines.after(patience, socket);
        }

        /** They have begun a handshake. */
        void speaks() {
            hasSpoken = true;
        }

        /** They have proved who they are, or have gone. */
        @Override
        public void close() {
            deadline.close();
            leave(this);
        }

        private boolean isFrom(InetAddress other) {
            return computer.equals(other);
        }
    }
}
