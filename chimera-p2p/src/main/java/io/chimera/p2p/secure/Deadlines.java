package io.chimera.p2p.secure;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Ends exchanges that take too long by closing what they run over. A socket's own time-out bounds one read; somebody who
 * sends a byte now and then would never meet it, and writes have none at all.
 */
public final class Deadlines implements AutoCloseable {

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("lan-deadlines").factory());

    public Deadlines() {
        timer.setRemoveOnCancelPolicy(true);
    }

    /**
     * Closes something after a while, unless the returned deadline is closed before. To be used in a
     * try-with-resources around the exchange.
     */
    public Deadline after(Duration patience, Closeable ended) {
        return new Deadline(patience, ended);
    }

    /** No deadline passes any more. */
    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** One exchange's. */
    public final class Deadline implements AutoCloseable {

        private final Closeable ended;
        private final Future<?> alarm;
        private volatile boolean passed;

        private Deadline(Duration patience, Closeable ended) {
            this.ended = ended;
            this.alarm = timer.schedule(this::pass, patience.toNanos(), TimeUnit.NANOSECONDS);
        }

        private void pass() {
            passed = true;
            try {
                ended.close();
            } catch (IOException _) {
                // it was closed for being of no use any more; that it could not even be closed changes nothing
            }
        }

        /** Whether it came to that. */
        public boolean passed() {
            return passed;
        }

        /** Calls it off. */
        @Override
        public void close() {
            alarm.cancel(false);
        }
    }
}
