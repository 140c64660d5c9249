package io.chimera.core.history;

import io.chimera.core.account.AccountId;
import io.chimera.core.delivery.CloudCarrier;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.DialogSummary;
import io.chimera.core.store.AccountStore;
import io.chimera.core.store.AccountStore.View;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills one account's histories backwards by itself: slowly, the dialog with the newest message first, only while the
 * cloud can be reached and nothing waits to be sent. Where it is, the store knows: each dialog's oldest message. Used by
 * one thread, asked by many.
 */
public final class HistoryFill implements AutoCloseable {

    /** What was here already has to be asked for all the same. */
    private static final int LEAST = OlderMessages.STRETCH / 10;

    private static final Duration NAP = Duration.ofSeconds(2);
    private static final Duration LONG_NAP = Duration.ofSeconds(30);
    private static final Duration LAST_MOMENTS = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(HistoryFill.class);

    private final AccountStore store;
    private final CloudCarrier cloud;
    private final OlderMessages older;
    private final FillBudget budget;
    private final Clock clock;
    private final Thread thread;
    private final Map<DialogId, Instant> resting = new HashMap<>();
    private volatile State state;

    /** What it is at. */
    public enum Doing {
        OFF,
        FILLING,
        WAITS_FOR_CLOUD,
        WAITS_FOR_SENDING,
        WAITS_FOR_TURN,
        WHOLE
    }

    /**
     * How it is at a moment.
     *
     * @param brought messages brought since this program started
     * @param left dialogs that are not whole
     */
    public record State(Doing doing, long brought, int left) {}

    public HistoryFill(
            AccountId account,
            AccountStore store,
            CloudCarrier cloud,
            OlderMessages older,
            FillBudget budget,
            Clock clock) {
        this.store = store;
        this.cloud = cloud;
        this.older = older;
        this.budget = budget;
        this.clock = clock;
        this.state = new State(Doing.OFF, 0, 0);
        this.thread = Thread.ofVirtual().name("history-" + account).unstarted(this::run);
    }

    /** Begins, once, unless the budget is nothing. Returns at once. */
    public void start() {
        if (budget.allows()) thread.start();
    }

    /** How it is now. */
    public State state() {
        return state;
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) Thread.sleep(patiently());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // closing; the store knows where to go on
        }
    }

    private Duration patiently() throws InterruptedException {
        try {
            return step();
        } catch (RuntimeException outOfOrder) {
            LOG.warn("Old messages cannot be stored now; it will be tried again", outOfOrder);
            return LONG_NAP;
        }
    }

    /** One step; returns how long to rest behind it. */
    private Duration step() throws InterruptedException {
        if (!cloud.online()) return doing(Doing.WAITS_FOR_CLOUD, NAP);
        if (store.read(view -> view.outbox().size()) > 0) return doing(Doing.WAITS_FOR_SENDING, NAP);
        var next = store.read(this::next);
        if (next.isEmpty()) return doing(state.left() == 0 ? Doing.WHOLE : Doing.WAITS_FOR_TURN, LONG_NAP);
        doing(Doing.FILLING, Duration.ZERO);
        return switch (older.bring(next.get())) {
            case Older.Brought(int messages) -> brought(messages);
            case Older.Beginning(int messages) -> brought(messages);
            case Older.Unavailable _ -> leave(next.get());
        };
    }

    /** The first dialog that is not whole and does not rest. */
    private Optional<DialogId> next(View view) {
        var now = clock.instant();
        resting.values().removeIf(now::isAfter);
        var left = view.dialogs().all().stream()
                .map(DialogSummary::dialog)
                .map(dialog -> dialog.id())
                .filter(id -> !view.dialogs().isWhole(id))
                .toList();
        state = new State(state.doing(), state.brought(), left.size());
        return left.stream().filter(id -> !resting.containsKey(id)).findFirst();
    }

    private Duration brought(int messages) {
        state = new State(state.doing(), state.brought() + messages, state.left());
        return budget.rest(Math.max(LEAST, messages));
    }

    private Duration leave(DialogId dialog) {
        resting.put(dialog, clock.instant().plus(LONG_NAP));
        return NAP;
    }

    private Duration doing(Doing doing, Duration rest) {
        state = new State(doing, state.brought(), state.left());
        return rest;
    }

    /** Stops. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            if (budget.allows()) thread.join(LAST_MOMENTS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
