package io.chimera.pki.https;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs a server's exchanges, handshake included, each on a virtual thread of its own.
 *
 * <p>There may be so many at once and no more (the server closes the connection of one that is rejected), and each must
 * end in time: then its thread is interrupted, which closes the socket it reads or writes. So a caller that sends a byte
 * a minute holds a place for seconds, not for ever.
 */
final class Exchanges implements Executor {

    private final Semaphore places;
    private final Duration longest;
    private final String name;
    private final AtomicLong count = new AtomicLong();

    Exchanges(String name, int most, Duration longest) {
        this.name = name;
        this.places = new Semaphore(most);
        this.longest = longest;
    }

    @Override
    public void execute(Runnable exchange) {
        if (!places.tryAcquire()) throw new RejectedExecutionException("too many exchanges at once");
        Thread.ofVirtual().name(name + "-watch").start(() -> watch(exchange));
    }

    private void watch(Runnable exchange) {
        try {
            var worker = Thread.ofVirtual()
                    .name(name + "-" + count.incrementAndGet())
                    .start(exchange);
            if (!worker.join(longest)) worker.interrupt();
            worker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody interrupts this thread; its place is given back all the same
        } finally {
            places.release();
        }
    }
}
