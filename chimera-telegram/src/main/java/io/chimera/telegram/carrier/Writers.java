package io.chimera.telegram.carrier;

import io.chimera.core.arrival.Arrivals;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Dialog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells who is writing. TDLib says so once when somebody begins and once when they stop, however long that takes; here it
 * is over by itself soon, so who goes on is told of again. Runs until it is interrupted; who tells it never waits.
 */
final class Writers implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Writers.class);

    private final Chats chats;
    private final Arrivals arrivals;
    private final long pause;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<Writer> writing = new HashSet<>();
    private final Map<Writer, Long> said = new HashMap<>();

    private record Writer(long chat, Author author) {}

    private record Sign(Writer writer, boolean on) {}

    /** @param pause after which somebody who goes on writing is told of again */
    Writers(Chats chats, Arrivals arrivals, Duration pause) {
        this.chats = chats;
        this.arrivals = arrivals;
        this.pause = pause.toNanos();
    }

    /** Somebody begins to write in a chat, or stops. Returns at once. */
    void told(long chat, Author author, boolean on) {
        lock.lock();
        try {
            var writer = new Writer(chat, author);
            if (on ? writing.add(writer) : writing.remove(writer)) changed.signal();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void run() {
        try {
            while (true) for (var sign : due()) tell(sign);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the connection ends
        }
    }

    /** Waits until there is something to tell. */
    private List<Sign> due() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                var due = due(System.nanoTime());
                if (!due.isEmpty()) return due;
                if (said.isEmpty()) changed.await();
                else changed.awaitNanos(pause - longestAgo(System.nanoTime()));
            }
        } finally {
            lock.unlock();
        }
    }

    private List<Sign> due(long now) {
        var due = new ArrayList<Sign>();
        for (var writer : List.copyOf(said.keySet())) {
            if (writing.contains(writer)) continue;
            said.remove(writer);
            due.add(new Sign(writer, false));
        }
        for (var writer : writing) {
            if (now - said.getOrDefault(writer, now - pause) < pause) continue;
            said.put(writer, now);
            due.add(new Sign(writer, true));
        }
        return due;
    }

    private long longestAgo(long now) {
        return said.values().stream().mapToLong(at -> now - at).max().orElse(0);
    }

    private void tell(Sign sign) {
        var author = sign.writer().author();
        var dialog = chats.dialog(sign.writer().chat());
        if (dialog.isEmpty()) return;
        try {
            if (dialog.get() instanceof Dialog.Group) chats.name(author);
            arrivals.types(dialog.get().id(), author, sign.on());
        } catch (RuntimeException notTold) {
            LOG.debug("Who writes could not be told", notTold);
        }
    }
}
