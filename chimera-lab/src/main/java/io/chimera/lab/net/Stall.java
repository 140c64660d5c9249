package io.chimera.lab.net;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends something that has made no progress for too long. Closed by whoever opened it, in the same thread. */
public final class Stall implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Stall.class);

    private final AtomicLong movedAt = new AtomicLong(System.nanoTime());
    private final long limit;
    private final Closeable end;
    private final Thread watcher;

    private Stall(Duration limit, Closeable end) {
        this.limit = limit.toNanos();
        this.end = end;
        this.watcher = Thread.ofVirtual().name("stall").unstarted(this::watch);
    }

    /**
     * Watches from now on.
     *
     * @param end called once, by another thread, when nothing has moved for as long as {@code limit}; it must make the
     *     watched thread's waiting fail
     */
    public static Stall watch(Duration limit, Closeable end) {
        var stall = new Stall(limit, end);
        stall.watcher.start();
        return stall;
    }

    /** There was progress. Cheap enough to be called for every buffer. */
    public void moved() {
        movedAt.setRelease(System.nanoTime());
    }

    private void watch() {
        try {
            while (true) {
                long left = limit - (System.nanoTime() - movedAt.getAcquire());
                if (left <= 0) break;
                Thread.sleep(Duration.ofNanos(left));
            }
        } catch (InterruptedException _) {
            return; // closed in time
        }
        try {
            end.close();
        } catch (IOException e) {
            LOG.debug("What stood still could not be ended", e);
        }
    }

    @Override
    public void close() {
        watcher.interrupt();
    }
}
