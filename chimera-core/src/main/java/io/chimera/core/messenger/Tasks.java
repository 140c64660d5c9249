package io.chimera.core.messenger;

import io.chimera.core.account.AccountId;
import io.chimera.core.messenger.Task.State;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tasks of one kind: one at a time for each account, and how its latest ones went. Safe for use by many threads.
 *
 * @param <R> what a task reports
 */
public abstract class Tasks<R> implements AutoCloseable {

    /** How many of an account are remembered. */
    private static final int KEPT = 16;

    private static final Logger LOG = LoggerFactory.getLogger(Tasks.class);

    private final String kind;
    private final Map<AccountId, Deque<Task<R>>> tasks = new HashMap<>();
    private final Map<AccountId, Thread> underWay = new HashMap<>();
    private boolean closed;

    /** @param kind what such a task is called in logs */
    Tasks(String kind) {
        this.kind = kind;
    }

    /** What a task does. */
    @FunctionalInterface
    interface Work<R> {

        /**
         * Does it.
         *
         * @param soFar told now and then
         * @return how it ended; its report, if it came to its end
         */
        Ending<R> run(Consumer<R> soFar);
    }

    /** How work ended. */
    sealed interface Ending<R> {
        record Whole<R>(R report) implements Ending<R> {}

        record Broken<R>(String why) implements Ending<R> {}
    }

    /** @throws AlreadyUnderWay if one of this account goes on */
    final synchronized void refuseSecond(AccountId account) {
        if (closed) throw new IllegalStateException("it is closing");
        if (underWay.containsKey(account)) throw new AlreadyUnderWay();
    }

    final synchronized Task<R> begin(AccountId account, R nothingYet, Work<R> work) {
        refuseSecond(account);
        var before = tasks.computeIfAbsent(account, _ -> new ArrayDeque<>());
        long number = before.isEmpty() ? 1 : before.getLast().number() + 1;
        var begun = new Task<>(account, number, new State.UnderWay(), nothingYet);
        before.addLast(begun);
        if (before.size() > KEPT) before.removeFirst();
        // A thread of the system's, for SQLite holds whatever thread calls it.
        var thread = Thread.ofPlatform().daemon().name(kind + "-" + account).unstarted(() -> run(account, work));
        underWay.put(account, thread);
        thread.start();
        return begun;
    }

    private void run(AccountId account, Work<R> work) {
        Ending<R> ending;
        try {
            ending = work.run(soFar -> put(account, new State.UnderWay(), soFar));
        } catch (RuntimeException fault) {
            LOG.warn("A task ended kind={} account={}", kind, account, fault);
            ending = new Ending.Broken<>(
                    "This account could not be used. The log says why; try again when that is mended");
        }
        end(account, ending);
    }

    private synchronized void put(AccountId account, State state, R report) {
        var all = Objects.requireNonNull(tasks.get(account));
        all.addLast(new Task<>(account, all.removeLast().number(), state, report));
    }

    private synchronized void end(AccountId account, Ending<R> ending) {
        switch (ending) {
            case Ending.Whole<R>(var report) -> put(account, new State.Done(), report);
            case Ending.Broken<R>(var why) ->
                put(
                        account,
                        new State.Failed(why),
                        Objects.requireNonNull(tasks.get(account)).getLast().report());
        }
        underWay.remove(account);
    }

    /** An account's since this program started, the latest first. */
    public final synchronized List<Task<R>> of(AccountId account) {
        var all = tasks.get(account);
        return all == null ? List.of() : List.copyOf(all).reversed();
    }

    /** One of them. */
    public final Optional<Task<R>> find(AccountId account, long number) {
        return of(account).stream().filter(one -> one.number() == number).findFirst();
    }

    /** Ends those that go on, after what they are at. */
    @Override
    public final void close() {
        List<Thread> ending;
        synchronized (this) {
            closed = true;
            ending = List.copyOf(underWay.values());
        }
        ending.forEach(Thread::interrupt);
        for (var thread : ending) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** One of the account goes on. */
    public static final class AlreadyUnderWay extends RuntimeException {
        AlreadyUnderWay() {
            super("one is under way for this account");
        }
    }
}
