package io.chimera.lab.server;

import io.chimera.lab.net.Stall;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Serves each exchange on a virtual thread of its own: a bounded number at once, and none that stands still. The JDK's
 * server reads the request, TLS handshake included, on this thread as well, from a channel that an interrupt closes; so a
 * silent or slow caller ends here too. When all threads are taken, the caller that has been coming to its point for the
 * longest gives way.
 */
final class Workers implements Executor {

    /** The exchange that is served on this thread: what it reads or writes is progress. */
    static final ScopedValue<Stall> STALL = ScopedValue.newInstance();

    /** How long one that gives way may take to be gone, in milliseconds. */
    private static final long GIVING_WAY = 100;

    private final int most;
    private final Semaphore free;
    private final Duration patience;
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();
    private final Queue<Thread> unproven = new ConcurrentLinkedQueue<>();

    /**
     * @param most exchanges at once
     * @param patience how long one may stand still
     */
    Workers(int most, Duration patience) {
        this.most = most;
        this.free = new Semaphore(most);
        this.patience = patience;
    }

    @Override
    public void execute(Runnable exchange) {
        if (!free.tryAcquire() && !makeRoom())
            throw new RejectedExecutionException("the lab cloud serves as many as it can"); // closes the connection
        var worker = Thread.ofVirtual().name("lab-exchange").unstarted(() -> serve(exchange));
        running.add(worker);
        unproven.add(worker);
        worker.start();
    }

    private boolean makeRoom() {
        var oldest = unproven.poll();
        if (oldest == null) return false;
        oldest.interrupt();
        try {
            return free.tryAcquire(GIVING_WAY, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void serve(Runnable exchange) {
        try (var stall = Stall.watch(patience, Thread.currentThread()::interrupt)) {
            ScopedValue.where(STALL, stall).run(exchange);
        } finally {
            running.remove(Thread.currentThread());
            unproven.remove(Thread.currentThread());
            free.release();
        }
    }

    /** Who is served on this thread has proved who they are, and need not give way. */
    void proven() {
        unproven.remove(Thread.currentThread());
    }

    /** Takes no more exchanges; those under way have a moment to end before they are interrupted. */
    void close(Duration moment) {
        try {
            if (free.tryAcquire(most, moment.toMillis(), TimeUnit.MILLISECONDS)) return;
            free.drainPermits();
            for (var worker : running) {
                worker.interrupt();
                worker.join(moment);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
