package io.chimera.p2p.transfer;

import io.chimera.core.contact.ContactId;
import io.chimera.core.neighbour.InstanceId;
import io.chimera.core.neighbour.Refusal;
import io.chimera.p2p.secure.Doorkeeper;
import io.chimera.p2p.secure.MutualTls;
import io.chimera.p2p.secure.Protocol;
import io.chimera.p2p.secure.SecureLine;
import io.chimera.p2p.v1.V1Answerer;
import io.chimera.p2p.v1.V1Caller;
import io.chimera.p2p.wire.Frame;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One account's place on the LAN, from when it begins to take part until it leaves. Safe for use by many threads. */
public final class Station implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(Station.class);

    /** In seconds. News of revocations and blocks come by themselves; this is for what got lost or needs no news. */
    private static final int LOOK_AGAIN_EVERY = 15;

    /** How many first Chimeras are served at once; each of them holds a connection for one message only. */
    private static final int MOST_FIRST = 16;

    private final Self self;
    private final boolean first;
    private final MutualTls tls;
    private final Doorkeeper doorkeeper;
    private final Hub hub;
    private final Greeter greeter;
    private final Carriage carriage;
    private final LanServer server;
    private final Closeable announced;
    private int seconds;

    private Station(
            Member member, Terms terms, Premises premises, MutualTls tls, Doorkeeper doorkeeper, ServerSocket socket)
            throws IOException {
        this.self = new Self(member.account(), InstanceId.next(new SecureRandom()), socket.getLocalPort());
        this.first = terms.first();
        this.tls = tls;
        this.doorkeeper = doorkeeper;
        var timing = terms.timing();
        var deadlines = premises.deadlines();
        var clock = premises.clock();
        var dialler = new Dialler(tls, premises.neighbourhood(), deadlines, timing);
        var exchanges = new Exchanges();
        var bulkLines = new BulkLines(dialler, timing);
        var receiver =
                new FileReceiver(exchanges, bulkLines, member.arrivals(), member.transfers(), member.shelf(), timing);
        var sender = new FileSender(exchanges, bulkLines, member.transfers(), deadlines, timing, clock);
        this.hub = new Hub(
                new Introductions(self, deadlines, timing.handshake(), clock),
                dialler,
                member.arrivals(),
                member.twins(),
                new Hub.Files(exchanges, receiver),
                premises.neighbourhood(),
                timing,
                clock);
        this.greeter = new Greeter(hub, premises.neighbourhood());
        this.carriage = new Carriage(hub, sender, new V1Caller(member.transfers(), deadlines, clock));
        var answerer = new V1Answerer(member.arrivals(), member.transfers(), member.shelf(), clock);
        this.announced = premises.airwaves().join(this);
        this.server = LanServer.start(
                socket,
                new Anteroom(deadlines, timing.handshake()),
                tls,
                spoken(),
                new Arriving(hub, exchanges, answerer));
    }

    /**
     * Begins to take part.
     *
     * @throws IOException with the reason and the next step, if it cannot
     */
    static Station open(Member member, Terms terms, Premises premises) throws IOException {
        var doorkeeper =
                new Doorkeeper(member.account(), premises.revocations(), member.acquaintances(), premises.clock());
        var tls = new MutualTls(member.credentials(), doorkeeper, premises.clock());
        tls.goodUntil(); // there is no point in announcing somebody who cannot prove themselves
        var socket = LanServer.bind(terms.address());
        try {
            return new Station(member, terms, premises, tls, doorkeeper, socket);
        } catch (IOException | RuntimeException failed) {
            socket.close();
            throw failed;
        }
    }

    /** Who this is while it takes part. */
    public Self self() {
        return self;
    }

    /** Whether it is announced to first Chimeras and answers them. */
    public boolean speaksFirst() {
        return first;
    }

    /** Somebody announced themselves just now. */
    public void heard(ContactId contact) {
        greeter.heard(contact);
    }

    /** Which start of a contact's node at this address it is connected to, if it is. */
    public Optional<InstanceId> connectedTo(ContactId contact, InetSocketAddress address) {
        return hub.connections()
                .at(contact, address)
                .map(connection -> connection.introduction().theirs().instance());
    }

    /** Somebody claims that this contact's node has started again: if a connection to it is dead, it is to be ended. */
    public void doubt(ContactId contact, InetSocketAddress address) {
        hub.connections().at(contact, address).ifPresent(Connection::probe);
    }

    /** Looks after connections, and for neighbours to connect to; to be called about once a second. */
    public void tick() {
        if (++seconds % LOOK_AGAIN_EVERY == 0) tls.lookAgain();
        hub.tick();
        greeter.look();
    }

    /** Looks at every connection again, ends those to people who are not talked to any more, and tries the others. */
    void lookAgain() {
        tls.lookAgain();
        greeter.lookAgain();
    }

    /** Why a contact who is near is not talked to; empty while there is a connection to a computer of theirs. */
    Optional<Refusal> refusal(ContactId contact) {
        return hub.connections().with(contact).isPresent() ? Optional.empty() : doorkeeper.lately(contact);
    }

    Carriage carriage() {
        return carriage;
    }

    /** Why it cannot go on taking part, if it cannot. */
    Optional<String> trouble() {
        try {
            tls.goodUntil();
            return Optional.empty();
        } catch (IOException without) {
            return Optional.of(String.valueOf(without.getMessage()));
        }
    }

    /** Takes part no longer: says so, takes nothing in any more, and ends every connection. */
    @Override
    public void close() throws IOException {
        try (server) {
            announced.close();
        } finally {
            endConnections();
        }
    }

    private void endConnections() {
        try {
            hub.connections().close();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Set<Protocol> spoken() {
        return first ? EnumSet.allOf(Protocol.class) : EnumSet.of(Protocol.CONTROL, Protocol.BULK);
    }

    /** What becomes of connections others opened. */
    private record Arriving(Hub hub, Exchanges exchanges, V1Answerer answerer, Semaphore firstOnes)
            implements LanServer.Reception {

        private Arriving(Hub hub, Exchanges exchanges, V1Answerer answerer) {
            this(hub, exchanges, answerer, new Semaphore(MOST_FIRST));
        }

        @Override
        public void control(SecureLine line, Runnable introduced) throws IOException {
            hub.accepted(line, introduced);
        }

        @Override
        public void bulk(SecureLine line, Frame.Bulk bulk) throws IOException {
            try {
                exchanges.join(line, bulk);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void first(SecureLine line) {
            if (!firstOnes.tryAcquire()) {
                LOG.warn("More than {} first Chimeras at once; one was turned away", MOST_FIRST);
                return;
            }
            try {
                answerer.serve(line);
            } finally {
                firstOnes.release();
            }
        }
    }
}
