package io.chimera.p2p.transfer;

import io.chimera.core.arrival.Arrivals;
import io.chimera.core.contact.ContactId;
import io.chimera.core.neighbour.Announcement;
import io.chimera.core.neighbour.Dialect;
import io.chimera.core.neighbour.Neighbour;
import io.chimera.core.neighbour.Neighbourhood;
import io.chimera.core.twin.Twins;
import io.chimera.p2p.secure.Protocol;
import io.chimera.p2p.secure.SecureLine;
import io.chimera.p2p.transfer.Connection.Ending;
import io.chimera.p2p.wire.Frame;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where one account's connections come together: opened from here or from there, each is introduced, kept if it is the
 * only one to its node, and tells the neighbourhood what it proves. Safe for use by many threads.
 */
final class Hub implements Connection.Keeper {

    private static final Logger LOG = LoggerFactory.getLogger(Hub.class);

    private final Introductions introductions;
    private final Dialler dialler;
    private final Arrivals arrivals;
    private final Twins twins;
    private final Files files;
    private final Neighbourhood neighbourhood;
    private final Timing timing;
    private final Clock clock;
    private final Connections connections = new Connections();

    /** Two lanes to one contact must not dial at once; contacts who share a lock wait for each other at worst. */
    private final ReentrantLock[] dialling =
            Stream.generate(ReentrantLock::new).limit(64).toArray(ReentrantLock[]::new);

    Hub(
            Introductions introductions,
            Dialler dialler,
            Arrivals arrivals,
            Twins twins,
            Files files,
            Neighbourhood neighbourhood,
            Timing timing,
            Clock clock) {
        this.introductions = introductions;
        this.dialler = dialler;
        this.arrivals = arrivals;
        this.twins = twins;
        this.files = files;
        this.neighbourhood = neighbourhood;
        this.timing = timing;
        this.clock = clock;
    }

    Connections connections() {
        return connections;
    }

    /**
     * A connection to this neighbour: an open one, or a new one.
     *
     * @throws io.chimera.p2p.secure.NotProven if whoever answers is somebody else
     * @throws IOException if nobody answers
     */
    Reached reach(Neighbour neighbour) throws IOException, InterruptedException {
        var contact = neighbour.contact();
        if (contact.equals(own())) throw new IOException("this is the account itself");
        var lock = dialling[Math.floorMod(contact.hashCode(), dialling.length)];
        lock.lockInterruptibly();
        try {
            var open = connections.with(contact);
            if (open.isPresent()) return new Reached.Ours(open.get());
            var line = dialler.dial(neighbour);
            if (line.protocol() == Protocol.FIRST) {
                neighbourhood.proven(contact, line.remote());
                return new Reached.First(line);
            }
            return new Reached.Ours(dialled(line));
        } finally {
            lock.unlock();
        }
    }

    private Connection dialled(SecureLine line) throws IOException {
        var connection = introduce(line, true);
        boolean stays = keep(connection);
        Thread.ofVirtual().name("lan-reader").start(connection::run);
        if (stays) return connection;
        return connections
                .with(line.peer())
                .orElseThrow(() -> new IOException("the connection was not needed any more"));
    }

    /**
     * Somebody opened a connection to us, and proved who they are. Serves it to its end, on the calling thread.
     *
     * @param introduced is run once they have said hello
     */
    void accepted(SecureLine line, Runnable introduced) throws IOException {
        var connection = introduce(line, false);
        introduced.run();
        keep(connection);
        connection.run();
    }

    private Connection introduce(SecureLine line, boolean dialled) throws IOException {
        return new Connection(
                introductions.over(line, dialled),
                new Inbox(line.peer(), arrivals),
                new Asking(line.peer(), twins),
                new Typing(line.peer(), arrivals),
                this,
                timing,
                clock);
    }

    /** Keeps a connection before it runs; one that does not stay says so and ends as soon as it runs. */
    private boolean keep(Connection connection) {
        var refused = connections.admit(connection);
        if (refused.isPresent()) {
            connection.close(refused.get());
            return false;
        }
        var theirs = connection.introduction().theirs();
        neighbourhood.heard(
                new Announcement(connection.peer(), connection.address(), Dialect.V2, Optional.of(theirs.instance())));
        neighbourhood.proven(connection.peer(), connection.address());
        LOG.info("Connected to a neighbour: account={} contact={}", own(), connection.peer());
        return true;
    }

    /** Looks after all connections; to be called about once a second. */
    void tick() {
        var now = clock.instant();
        for (var connection : connections.all()) {
            connection.tick(now);
            if (connection.ending().isEmpty()) neighbourhood.proven(connection.peer(), connection.address());
        }
    }

    @Override
    public void offered(Connection connection, Frame.Offer offer) {
        Thread.ofVirtual().name("lan-file").start(() -> receive(connection, offer));
    }

    private void receive(Connection connection, Frame.Offer offer) {
        try {
            files.receiver().receive(connection, offer);
            connection.somethingCame();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void told(Connection connection, Frame.Transferring frame) {
        files.exchanges().tell(connection, frame);
    }

    @Override
    public void ended(Connection connection) {
        connections.forget(connection);
        files.exchanges().ended(connection);
        var how = connection.ending().orElse(Ending.BROKEN);
        LOG.info("A connection ended: account={} contact={} how={}", own(), connection.peer(), how);
        if (how == Ending.LEFT) neighbourhood.left(connection.peer(), connection.address());
        if (connection.refusal().isPresent()) neighbourhood.refused(connection.peer(), connection.address());
    }

    /** Who we are to the others. */
    ContactId own() {
        return introductions.self().account().asContact();
    }

    /** What was found at a neighbour's. */
    sealed interface Reached {

        /** One of ours. */
        record Ours(Connection connection) implements Reached {}

        /** A first Chimera, waiting for one message. */
        record First(SecureLine line) implements Reached {}
    }

    /** Where files are dealt with. */
    record Files(Exchanges exchanges, FileReceiver receiver) {}
}
