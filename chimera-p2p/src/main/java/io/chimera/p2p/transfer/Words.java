package io.chimera.p2p.transfer;

import io.chimera.core.outbox.Parcel;
import io.chimera.core.route.Outcome;
import io.chimera.core.route.Outcome.Delivered;
import io.chimera.core.route.Outcome.Unconfirmed;
import io.chimera.core.route.Outcome.Unreachable;
import io.chimera.core.route.Outcome.Unsettled;
import io.chimera.p2p.transfer.Unanswered.Answer;
import io.chimera.p2p.wire.Frame;
import io.chimera.p2p.wire.Limits;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** Sends parcels without files over one connection, many at once, and waits for what the other side says to them. */
final class Words {

    private final Outlet outlet;
    private final Unanswered unanswered;
    private final Duration patience;
    private final Clock clock;
    private final ReentrantLock numbering = new ReentrantLock();

    Words(Outlet outlet, Unanswered unanswered, Duration patience, Clock clock) {
        this.outlet = outlet;
        this.unanswered = unanswered;
        this.patience = patience;
        this.clock = clock;
    }

    /** One outcome for each, in order, as {@link io.chimera.core.delivery.LanCarrier#carry} promises it. */
    List<Outcome> carry(List<Parcel> parcels) throws InterruptedException {
        var outcomes = new ArrayList<Outcome>();
        for (int from = 0; from < parcels.size(); from += Limits.LARGEST_BATCH) {
            var batch = parcels.subList(from, Math.min(from + Limits.LARGEST_BATCH, parcels.size()));
            outcomes.addAll(carryBatch(batch));
            if (outcomes.getLast() instanceof Unsettled) break;
        }
        return Outcomes.inOrder(outcomes, parcels.size());
    }

    private List<Outcome> carryBatch(List<Parcel> batch) throws InterruptedException {
        try {
            long first = send(batch);
            return unanswered.await(first, batch.size(), patience).stream()
                    .map(this::outcome)
                    .toList();
        } catch (IOException notSent) {
            return Outcomes.forAll(batch.size(), new Unreachable(String.valueOf(notSent.getMessage())));
        }
    }

    /** Numbers must leave in their order, so numbering and queueing are one step. */
    private long send(List<Parcel> batch) throws IOException, InterruptedException {
        numbering.lockInterruptibly();
        try {
            long first = unanswered.number(batch.size());
            var frames = new ArrayList<Frame>(batch.size());
            for (int i = 0; i < batch.size(); i++) frames.add(Translation.frame(batch.get(i), first + i));
            outlet.put(frames);
            return first;
        } finally {
            numbering.unlock();
        }
    }

    private Outcome outcome(Answer answer) {
        return switch (answer) {
            case Answer.Stored _ -> new Delivered(clock.instant());
            case Answer.NotTaken(var why) -> Outcomes.of(why);
            case Answer.None _ -> new Unconfirmed("it left, and no receipt came back", true);
        };
    }
}
