package io.chimera.lab.client;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Whether something is being sent, or was a moment ago, so that its outcome may not be stored yet. */
final class Sendings {

    private static final Duration RECENT = Duration.ofSeconds(5);

    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicLong lastEnd = new AtomicLong(System.nanoTime() - RECENT.toNanos());

    /** One begins; closing it ends it. */
    Sending begin() {
        underWay.incrementAndGet();
        return () -> {
            lastEnd.set(System.nanoTime());
            underWay.decrementAndGet();
        };
    }

    boolean recent() {
        return underWay.get() > 0 || System.nanoTime() - lastEnd.get() < RECENT.toNanos();
    }

    /** Something that is being sent. */
    interface Sending extends AutoCloseable {
        @Override
        void close();
    }
}
