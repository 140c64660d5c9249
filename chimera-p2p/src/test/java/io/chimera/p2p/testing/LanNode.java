package io.chimera.p2p.testing;

import static org.awaitility.Awaitility.await;

import io.chimera.core.account.AccountId;
import io.chimera.core.arrival.Arrivals;
import io.chimera.core.delivery.LanCarrier;
import io.chimera.core.delivery.LanCarrier.LanState;
import io.chimera.core.delivery.Resident;
import io.chimera.core.file.FileShelf;
import io.chimera.core.identity.Credential;
import io.chimera.core.identity.Credentials;
import io.chimera.core.identity.ScriptedRevocations;
import io.chimera.core.neighbour.Ageing;
import io.chimera.core.neighbour.Dialect;
import io.chimera.core.neighbour.Neighbour;
import io.chimera.core.neighbour.Neighbour.Endpoint;
import io.chimera.core.neighbour.Neighbourhood;
import io.chimera.core.store.AccountStore;
import io.chimera.core.store.AccountStores;
import io.chimera.core.testing.RecordedEvents;
import io.chimera.p2p.Lan;
import io.chimera.p2p.LanSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A computer with one account on the LAN: a neighbourhood of its own, real sockets on the loopback. */
public final class LanNode implements AutoCloseable {

    private final Resident resident;
    private final AtomicReference<Optional<Credential>> credential;
    private final ScriptedRevocations revocations = new ScriptedRevocations();
    private final RecordedEvents news = new RecordedEvents();
    private final Neighbourhood neighbourhood;
    private final Lan lan;
    private final LanCarrier carrier;

    public LanNode(Resident resident, Credential credential, LanSettings settings) {
        this(resident, resident.arrivals(), credential, settings);
    }

    /** With another place for what comes in. */
    public LanNode(Resident resident, Arrivals arrivals, Credential credential, LanSettings settings) {
        this.resident = resident;
        this.credential = new AtomicReference<>(Optional.of(credential));
        this.neighbourhood = new Neighbourhood(Ageing.usual(), news, Clock.systemUTC());
        this.lan = new Lan(settings, neighbourhood, new OneShelf(resident), revocations, Clock.systemUTC());
        this.carrier = lan.open(
                resident.id(),
                credentials(),
                resident.acquaintances(),
                arrivals,
                resident.twins(),
                resident.transfers());
    }

    /** Takes part before this returns. */
    public LanNode on() {
        carrier.takePart(true);
        await().until(() -> carrier.state() instanceof LanState.On);
        return this;
    }

    private Credentials credentials() {
        return credential::get;
    }

    /** What its account proves itself with. */
    public Optional<Credential> credential() {
        return credential.get();
    }

    /** Its account has another credential from now on, or none. */
    public void credential(Optional<Credential> other) {
        credential.set(other);
    }

    /** What it knows of certificates that were taken back. */
    public ScriptedRevocations revocations() {
        return revocations;
    }

    public Resident resident() {
        return resident;
    }

    public LanCarrier carrier() {
        return carrier;
    }

    public Lan lan() {
        return lan;
    }

    public Neighbourhood neighbourhood() {
        return neighbourhood;
    }

    /** What was told of who came and went. */
    public RecordedEvents news() {
        return news;
    }

    public int port() {
        return ((LanState.On) carrier.state()).port();
    }

    public InetSocketAddress address() {
        return at(port());
    }

    /** This node as another one may have heard of it. */
    public Neighbour asNeighbour() {
        return neighbour(resident, at(port()), Dialect.V2);
    }

    /** Somebody as another node may have heard of them. */
    public static Neighbour neighbour(Resident who, InetSocketAddress address, Dialect dialect) {
        var now = Clock.systemUTC().instant();
        return new Neighbour(who.contact(), List.of(new Endpoint(address, dialect)), now, now, false);
    }

    public static InetSocketAddress at(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @Override
    public void close() {
        carrier.close();
        lan.close();
    }

    /** The LAN asks the stores for nothing but the shelf. */
    private record OneShelf(Resident resident) implements AccountStores {
        @Override
        public AccountStore open(AccountId account) {
            throw new UnsupportedOperationException("the LAN opens no store");
        }

        @Override
        public FileShelf shelf(AccountId account) {
            return resident.shelf();
        }

        @Override
        public void forget(AccountId account) {
            throw new UnsupportedOperationException("the LAN forgets nobody");
        }
    }
}
