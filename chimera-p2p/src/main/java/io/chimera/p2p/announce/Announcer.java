package io.chimera.p2p.announce;

import io.chimera.core.contact.ContactId;
import io.chimera.core.neighbour.InstanceId;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/**
 * Announces one account in one dialect, in its rhythm, until it is closed; and once more, soon, when somebody new was
 * heard who may not have heard us. One virtual thread.
 */
public final class Announcer implements AutoCloseable {

    private static final long EXTRA_WITHIN = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long BETWEEN_EXTRAS = TimeUnit.SECONDS.toNanos(1);
    private static final long NEVER = Long.MAX_VALUE;

    private final Rhythm rhythm;
    private final Runnable shout;
    private final RandomGenerator random;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final long begin = System.nanoTime();
    private long due;
    private long extraDue = NEVER;
    private long lastExtra = -BETWEEN_EXTRAS;
    private boolean closed;

    private Announcer(Rhythm rhythm, Runnable shout, RandomGenerator random) {
        this.rhythm = rhythm;
        this.shout = shout;
        this.random = random;
        this.due = rhythm.next().toNanos();
        this.thread = Thread.ofVirtual().name("announcer").start(this::run);
    }

    /**
     * Announces an account in our dialect.
     *
     * @param port where it takes connections in
     */
    public static Announcer ours(
            Beacon beacon, ContactId account, int port, InstanceId instance, Duration every, RandomGenerator random) {
        var payload = AnnouncementCodec.encode(new Announced.Here(account, port, instance));
        return new Announcer(Rhythm.ours(every, random), () -> beacon.shout(payload), random);
    }

    /** Announces an account in the first dialect. */
    public static Announcer first(Beacon beacon, ContactId account, Duration every, RandomGenerator random) {
        var payload = AnnouncementCodec.encode(new Announced.First(account));
        return new Announcer(Rhythm.first(every, random), () -> beacon.shoutFirst(payload), random);
    }

    /** Says once that an account is leaving. */
    public static void bye(Beacon beacon, ContactId account, int port, InstanceId instance) {
        beacon.shout(AnnouncementCodec.encode(new Announced.Bye(account, port, instance)));
    }

    /** Announces once more within half a second, but not more than once a second. */
    public void nudge() {
        locked(() -> {
            if (extraDue != NEVER) return;
            extraDue = Math.max(now() + random.nextLong(EXTRA_WITHIN), lastExtra + BETWEEN_EXTRAS);
        });
    }

    /** Begins the rhythm anew. */
    public void restart() {
        locked(() -> {
            rhythm.restart();
            due = now() + rhythm.next().toNanos();
        });
    }

    /** Falls silent at once. */
    @Override
    public void close() {
        locked(() -> closed = true);
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (awaitTurn()) shout.run();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until something is due, and notes when the next thing is; false once closed. */
    private boolean awaitTurn() throws InterruptedException {
        lock.lock();
        try {
            while (true) {
                if (closed) return false;
                long now = now();
                if (now >= extraDue) {
                    lastExtra = now;
                    extraDue = NEVER;
                    return true;
                }
                if (now >= due) {
                    due = now + rhythm.next().toNanos();
                    return true;
                }
                changed.awaitNanos(Math.min(due, extraDue) - now);
            }
        } finally {
            lock.unlock();
        }
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private long now() {
        return System.nanoTime() - begin;
    }
}
