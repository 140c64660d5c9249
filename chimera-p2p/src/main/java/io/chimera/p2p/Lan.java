package io.chimera.p2p;

import io.chimera.core.account.AccountId;
import io.chimera.core.arrival.Arrivals;
import io.chimera.core.contact.ContactId;
import io.chimera.core.delivery.LanCarrier;
import io.chimera.core.delivery.LanCarriers;
import io.chimera.core.identity.Credentials;
import io.chimera.core.identity.Revocations;
import io.chimera.core.neighbour.Announcement;
import io.chimera.core.neighbour.Dialect;
import io.chimera.core.neighbour.Neighbourhood;
import io.chimera.core.store.AccountStores;
import io.chimera.core.transfer.Transfers;
import io.chimera.core.trust.Acquaintances;
import io.chimera.core.twin.Twins;
import io.chimera.p2p.LanSettings.KnownNeighbour;
import io.chimera.p2p.secure.Deadlines;
import io.chimera.p2p.transfer.Member;
import io.chimera.p2p.transfer.MutualTlsCarrier;
import io.chimera.p2p.transfer.Premises;
import io.chimera.p2p.transfer.Tenancy;
import io.chimera.p2p.transfer.Terms;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The LAN of this computer: every account's place on it, what they share, and the housekeeping. Closing it ends what is
 * shared; the carriers are closed by whoever opened them. Safe for use by many threads.
 */
public final class Lan implements LanCarriers, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lan.class);

    /** Looking at the network interfaces is not free; people change networks by hand. */
    private static final int LOOK_AT_NETWORKS_EVERY = 5;

    /** Well within the time an announcement is believed. */
    private static final int REMEMBER_KNOWN_EVERY = 30;

    private final LanSettings settings;
    private final Neighbourhood neighbourhood;
    private final AccountStores stores;
    private final Premises premises;
    private final Airspace airspace;
    private final Deadlines deadlines = new Deadlines();
    private final List<KnownNeighbour> known = new CopyOnWriteArrayList<>();
    private final List<AccountId> open = new CopyOnWriteArrayList<>(); // the longest open first
    private final CountDownLatch closed = new CountDownLatch(1);

    public Lan(
            LanSettings settings,
            Neighbourhood neighbourhood,
            AccountStores stores,
            Revocations revocations,
            Clock clock) {
        this.settings = settings;
        this.neighbourhood = neighbourhood;
        this.stores = stores;
        this.airspace = new Airspace(settings, neighbourhood);
        this.premises = new Premises(neighbourhood, airspace, revocations, deadlines, clock);
        this.known.addAll(settings.knownNeighbours());
        Thread.ofVirtual().name("lan-housekeeping").start(this::keepHouse);
    }

    @Override
    public LanCarrier open(
            AccountId account,
            Credentials credentials,
            Acquaintances acquaintances,
            Arrivals arrivals,
            Twins twins,
            Transfers transfers) {
        var member = new Member(account, credentials, acquaintances, arrivals, twins, transfers, stores.shelf(account));
        open.add(account);
        return new MutualTlsCarrier(member, tenancy(account), premises);
    }

    /**
     * Names a place where a contact can be found though no announcement of theirs is heard here, until this is closed.
     * Like an announcement, it proves nothing: whoever is there must.
     */
    public void addNeighbour(ContactId contact, InetSocketAddress address) {
        var named = new KnownNeighbour(contact, address);
        known.remove(named);
        known.add(named);
        hear(named);
    }

    /** Ends the housekeeping. */
    @Override
    public void close() {
        closed.countDown();
        deadlines.close();
    }

    private Tenancy tenancy(AccountId account) {
        return new Tenancy() {
            @Override
            public Terms terms() {
                return Lan.this.terms(account);
            }

            @Override
            public void end() {
                open.remove(account);
            }
        };
    }

    private Terms terms(AccountId account) {
        boolean principal = isPrincipal(account);
        return new Terms(
                Optional.ofNullable(settings.bindAddress()),
                principal ? settings.port() : settings.otherPorts(),
                principal && settings.v1().on(),
                settings.timing().asTiming());
    }

    /** First Chimeras know one port and no account, so one account can be whom they meet here. */
    private boolean isPrincipal(AccountId account) {
        var chosen = settings.v1().chosen();
        return chosen.isPresent()
                ? chosen.get().equals(account)
                : open.stream().findFirst().filter(account::equals).isPresent();
    }

    private void keepHouse() {
        try {
            for (int second = 0; !closed.await(1, TimeUnit.SECONDS); second++) tick(second);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void tick(int second) {
        try {
            if (second % REMEMBER_KNOWN_EVERY == 0) known.forEach(this::hear);
            if (second % LOOK_AT_NETWORKS_EVERY == 0) airspace.lookAtNetworks();
            neighbourhood.sweep();
            airspace.tick();
        } catch (RuntimeException fault) {
            LOG.warn("The LAN's housekeeping stumbled; it goes on", fault);
        }
    }

    private void hear(KnownNeighbour named) {
        neighbourhood.heard(new Announcement(named.contact(), named.address(), Dialect.V2, Optional.empty()));
        airspace.claimed(named.contact(), false);
    }
}
