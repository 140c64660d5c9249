package io.chimera.p2p.transfer;

import io.chimera.core.contact.ContactId;
import io.chimera.core.delivery.LanCarrier;
import io.chimera.core.neighbour.Neighbour;
import io.chimera.core.neighbour.Refusal;
import io.chimera.core.outbox.Parcel;
import io.chimera.core.route.Outcome;
import io.chimera.core.route.Outcome.Unreachable;
import io.chimera.p2p.secure.NoCredential;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One account's place on the LAN, over mutual TLS. While it is wanted and cannot be, as without a certificate or with its
 * port taken, it tries again by itself. Safe for use by many threads.
 */
public final class MutualTlsCarrier implements LanCarrier {

    private static final Logger LOG = LoggerFactory.getLogger(MutualTlsCarrier.class);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final Member member;
    private final Tenancy tenancy;
    private final Premises premises;
    private final Thread warden;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean wanted;
    private boolean closed;
    private volatile @Nullable Station station;
    private volatile LanState state = new LanState.Off();

    /** Does not take part yet. */
    public MutualTlsCarrier(Member member, Tenancy tenancy, Premises premises) {
        this.member = member;
        this.tenancy = tenancy;
        this.premises = premises;
        this.warden = Thread.ofVirtual().name("lan-warden").start(this::watch);
    }

    @Override
    public List<Outcome> carry(List<Parcel> parcels, Neighbour neighbour) throws InterruptedException {
        var here = station;
        if (here == null)
            return Outcomes.forAll(parcels.size(), new Unreachable("this account takes no part in the LAN now"));
        return here.carriage().carry(parcels, neighbour);
    }

    @Override
    public void types(Neighbour neighbour, boolean on) {
        var here = station;
        if (here != null) here.carriage().types(neighbour, on);
    }

    @Override
    public void takePart(boolean on) {
        lock.lock();
        try {
            if (closed) return;
            wanted = on;
            settle();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Refusal> refusal(ContactId contact) {
        var here = station;
        return here == null ? Optional.empty() : here.refusal(contact);
    }

    /** The account's own certificate is looked at as well. */
    @Override
    public void lookAgain() {
        var here = station;
        if (here == null) return;
        Thread.ofVirtual().name("lan-looking").start(() -> {
            here.lookAgain();
            lock.lock();
            try {
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        });
    }

    @Override
    public LanState state() {
        return state;
    }

    @Override
    public void close() {
        takePart(false);
        lock.lock();
        try {
            if (!closed) tenancy.end();
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            warden.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks again and again whether what is wanted can be, and still is. */
    private void watch() {
        lock.lock();
        try {
            while (!closed) {
                settle();
                var _ = changed.awaitNanos(RETRY.toNanos());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Makes what is wanted so, as far as it can be now. */
    private void settle() {
        var here = station;
        if (!wanted) {
            if (here != null) leave(here);
            state = new LanState.Off();
        } else if (here == null) {
            enter();
        } else {
            here.trouble().ifPresent(why -> {
                leave(here);
                state = down(why);
            });
        }
    }

    private void enter() {
        try {
            var opened = Station.open(member, tenancy.terms(), premises);
            station = opened;
            state = new LanState.On(opened.self().port());
            LOG.info(
                    "On the LAN: account={} port={}",
                    member.account(),
                    opened.self().port());
        } catch (NoCredential waiting) {
            var down = new LanState.Down(String.valueOf(waiting.getMessage()));
            if (!down.equals(state)) LOG.info("Not on the LAN yet: account={} why={}", member.account(), down.why());
            state = down;
        } catch (IOException | RuntimeException failed) {
            state = down(String.valueOf(failed.getMessage()));
        }
    }

    private LanState down(String why) {
        var down = new LanState.Down(why);
        if (!down.equals(state)) LOG.warn("Not on the LAN: account={} why={}", member.account(), why);
        return down;
    }

    private void leave(Station leaving) {
        station = null;
        try {
            leaving.close();
            LOG.info("Off the LAN: account={}", member.account());
        } catch (IOException failed) {
            LOG.warn("Leaving the LAN did not go cleanly: account={}", member.account(), failed);
        }
    }
}
