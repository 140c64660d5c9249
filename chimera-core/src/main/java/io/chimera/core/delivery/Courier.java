package io.chimera.core.delivery;

import io.chimera.core.contact.ContactId;
import io.chimera.core.delivery.LanCarrier.LanState;
import io.chimera.core.dialog.Reference;
import io.chimera.core.neighbour.Neighbour;
import io.chimera.core.outbox.Dispatch;
import io.chimera.core.outbox.Lane;
import io.chimera.core.route.Decision;
import io.chimera.core.route.Decision.Go;
import io.chimera.core.route.Decision.Wait;
import io.chimera.core.route.Journey;
import io.chimera.core.route.RoutingPolicy;
import io.chimera.core.route.Surroundings;
import io.chimera.core.store.AccountStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries one account's outbox until interrupted. Lanes travel side by side; within a lane, one batch at a time and in
 * order. It keeps nothing of its own: after a crash the next round reads the same outbox.
 */
public final class Courier {

    /** How many parcels of a lane travel together: one commit before, one after. */
    static final int BATCH = 64;

    private static final Duration LONGEST_NAP = Duration.ofMinutes(1);
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    private final AccountStore store;
    private final RoutingPolicy policy;
    private final Function<ContactId, Optional<Neighbour>> neighbourhood;
    private final LanCarrier lan;
    private final CloudCarrier cloud;
    private final Trip trip;
    private final Inquiries inquiries;
    private final Clock clock;

    private final Semaphore doorbell = new Semaphore(0);
    private final Set<Lane> travelling = ConcurrentHashMap.newKeySet();

    public Courier(
            AccountStore store,
            RoutingPolicy policy,
            Function<ContactId, Optional<Neighbour>> neighbourhood,
            LanCarrier lan,
            CloudCarrier cloud,
            Settlement settlement,
            Clock clock) {
        this.store = store;
        this.policy = policy;
        this.neighbourhood = neighbourhood;
        this.lan = lan;
        this.cloud = cloud;
        this.trip = new Trip(store, lan, cloud, settlement, clock);
        this.inquiries = new Inquiries(store, cloud, settlement, clock);
        this.clock = clock;
    }

    /** Something changed that may let a parcel travel. Returns at once. */
    public void ring() {
        doorbell.release();
    }

    /** What would be decided now about something that has this journey behind it. Touches nothing. */
    public Decision decide(Journey journey, Optional<ContactId> to) {
        return policy.decide(journey, around(to));
    }

    /** Works until interrupted. What travels then is told to stop, and waited for. */
    public void run() throws InterruptedException {
        try (var lanes = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                while (true) {
                    var nap = Duration.between(clock.instant(), roundOrPause(lanes));
                    doorbell.tryAcquire(Math.max(nap.toMillis(), 1), TimeUnit.MILLISECONDS);
                    doorbell.drainPermits();
                }
            } finally {
                lanes.shutdownNow();
            }
        }
    }

    private Instant roundOrPause(Executor lanes) {
        try {
            return round(lanes);
        } catch (RuntimeException fault) {
            LOG.warn("The outbox could not be read; looking again in {}", AFTER_A_FAULT, fault);
            return clock.instant().plus(AFTER_A_FAULT);
        }
    }

    /** Starts whatever can travel now and says when to look again. */
    Instant round(Executor lanes) {
        var lookAgain = clock.instant().plus(LONGEST_NAP);
        var inquireAgain = inquiries.round(lanes);
        if (inquireAgain.isBefore(lookAgain)) lookAgain = inquireAgain;
        var busy = Set.copyOf(travelling); // before reading: a parcel that lands meanwhile must not travel twice
        for (var head : store.read(view -> view.outbox().heads(BATCH)).entrySet()) {
            if (busy.contains(head.getKey())) continue;
            var first = head.getValue().getFirst();
            switch (decide(first.journey(), first.parcel().to())) {
                case Go go -> start(head.getKey(), together(head.getValue(), go), go, lanes);
                case Wait(var until, var _) -> lookAgain = until.isBefore(lookAgain) ? until : lookAgain;
            }
        }
        return lookAgain;
    }

    /** As many from the front as may go the same way now. A file goes alone: it has a progress of its own. */
    private List<Dispatch> together(List<Dispatch> lane, Go go) {
        if (lane.getFirst().lane().kind() == Lane.Kind.FILES) return List.of(lane.getFirst());
        var around = around(lane.getFirst().parcel().to());
        return untilAnAnswer(lane.stream()
                .takeWhile(dispatch -> policy.decide(dispatch.journey(), around) instanceof Go other
                        && other.route().way() == go.route().way())
                .toList());
    }

    /** What answers one of them waits until that has a name over there. */
    private static List<Dispatch> untilAnAnswer(List<Dispatch> batch) {
        var before = new HashSet<Reference>();
        return batch.stream()
                .takeWhile(dispatch -> {
                    before.add(new Reference.ById(dispatch.parcel().id()));
                    return dispatch.parcel().answers().filter(before::contains).isEmpty();
                })
                .toList();
    }

    private Surroundings around(Optional<ContactId> to) {
        boolean lanOn = lan.state() instanceof LanState.On;
        return new Surroundings(
                clock.instant(),
                lanOn,
                lanOn ? to.flatMap(neighbourhood) : Optional.empty(),
                lanOn ? to.flatMap(lan::refusal) : Optional.empty(),
                cloud.online(),
                to.isEmpty());
    }

    private void start(Lane lane, List<Dispatch> batch, Go go, Executor lanes) {
        travelling.add(lane);
        try {
            lanes.execute(() -> travel(lane, batch, go));
        } catch (RejectedExecutionException _) {
            travelling.remove(lane);
        }
    }

    private void travel(Lane lane, List<Dispatch> batch, Go go) {
        try {
            trip.make(batch, go);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the attempts stand in the outbox as unconfirmed already
        } catch (RuntimeException fault) {
            LOG.warn(
                    "{} parcels stopped on their way by the {}",
                    batch.size(),
                    go.route().way(),
                    fault);
            pauseAfterAFault();
        } finally {
            travelling.remove(lane);
            ring();
        }
    }

    private void pauseAfterAFault() {
        try {
            TimeUnit.MILLISECONDS.sleep(AFTER_A_FAULT.toMillis());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
