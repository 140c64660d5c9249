package io.chimera.telegram.carrier;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Whether something is being sent, or was a moment ago, so that its outcome may not be stored yet. */
final class Busy {

    private static final Duration RECENT = Duration.ofSeconds(5);

    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicLong lastEnd = new AtomicLong(System.nanoTime() - RECENT.toNanos());

    /** Something begins to be sent; closing this ends it. */
    Errand begin() {
        underWay.incrementAndGet();
        return () -> {
            lastEnd.set(System.nanoTime());
            underWay.decrementAndGet();
        };
    }

    boolean recently() {
        return underWay.get() > 0 || System.nanoTime() - lastEnd.get() < RECENT.toNanos();
    }

    /** Something that is being sent. */
    interface Errand extends AutoCloseable {
        @Override
        void close();
    }
}
