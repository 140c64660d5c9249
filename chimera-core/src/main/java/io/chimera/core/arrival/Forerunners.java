package io.chimera.core.arrival;

import io.chimera.core.arrival.Arrival.NewMessage;
import io.chimera.core.dialog.CloudTrace;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Dialogs;
import io.chimera.core.store.AccountStore;
import io.chimera.core.store.AccountStore.View;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets a text wait a moment for the one its author sent before it, which the cloud is bringing more slowly. Safe for use
 * by many threads.
 */
final class Forerunners {

    /** Shorter than the second that whoever hangs up has for its last receipts. */
    private static final Duration PATIENCE = Duration.ofMillis(750);

    private final AccountStore store;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition came = lock.newCondition();

    Forerunners(AccountStore store) {
        this.store = store;
    }

    /** Returns once what these come behind is here, and after a moment at the latest. */
    void await(List<Arrival> arrivals) {
        var awaited = arrivals.stream()
                .filter(NewMessage.class::isInstance)
                .map(NewMessage.class::cast)
                .filter(arrival -> arrival.behind().isPresent())
                .toList();
        if (!awaited.isEmpty()) awaitAll(awaited);
    }

    /** Something was stored. */
    void somethingCame() {
        lock.lock();
        try {
            came.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void awaitAll(List<NewMessage> arrivals) {
        long left = PATIENCE.toNanos();
        lock.lock();
        try {
            while (left > 0 && !arrivals.stream().allMatch(this::isHere)) left = came.awaitNanos(left);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // who is told to stop does not wait, but loses nothing either
        } finally {
            lock.unlock();
        }
    }

    private boolean isHere(NewMessage arrival) {
        return arrival.behind()
                .filter(trace -> !isHere(arrival.dialog(), trace))
                .isEmpty();
    }

    private boolean isHere(DialogId dialog, CloudTrace trace) {
        return store.read(view -> isHere(view, dialog, trace));
    }

    /** Whether a message with this trace is among the latest of a dialog. */
    static boolean isHere(View view, DialogId dialog, CloudTrace trace) {
        return view.dialogs().page(dialog, Optional.empty(), Dialogs.LARGEST_PAGE).messages().stream()
                .filter(message -> !message.mine())
                .anyMatch(trace::isOf);
    }
}
