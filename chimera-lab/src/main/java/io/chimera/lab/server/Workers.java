package io.chimera.lab.server;

import io.chimera.lab.net.Stall;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/**
 * Serves each exchange on a virtual thread of its own: a bounded number at once (a further connection is closed), and
 * none that stands still. The JDK's server reads the request, TLS handshake included, on this thread as well, from a
 * channel that an interrupt closes; so a silent or slow caller ends here too.
 */
final class Workers implements Executor {

    /** The exchange that is served on this thread: what it reads or writes is progress. */
    static final ScopedValue<Stall> STALL = ScopedValue.newInstance();

    private final Semaphore free;
    private final Duration patience;

    /**
     * @param most exchanges at once
     * @param patience how long one may stand still
     */
    Workers(int most, Duration patience) {
        this.free = new Semaphore(most);
        this.patience = patience;
    }

    @Override
    public void execute(Runnable exchange) {
        if (!free.tryAcquire()) throw new RejectedExecutionException("the lab cloud serves as many as it can");
        Thread.ofVirtual().name("lab-exchange").start(() -> {
            try (var stall = Stall.watch(patience, Thread.currentThread()::interrupt)) {
                ScopedValue.where(STALL, stall).run(exchange);
            } finally {
                free.release();
            }
        });
    }
}
