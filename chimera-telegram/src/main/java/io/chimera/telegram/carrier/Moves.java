package io.chimera.telegram.carrier;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * How far files are. It may be told before anybody watches: TDLib tells of an upload as soon as it has the message. Safe
 * for use by many threads.
 */
final class Moves {

    /** Far more than move at the same time. */
    private static final int MOST_KEPT = 1_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Map<Integer, Watch> watches = new HashMap<>();
    private final Map<Integer, FileState> lately = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, FileState> eldest) {
            return size() > MOST_KEPT;
        }
    };

    /** A file is this far now. */
    void told(FileState state) {
        lock.lock();
        try {
            lately.put(state.id(), state);
            var watch = watches.get(state.id());
            if (watch == null) return;
            watch.latest = state;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Watches a file until the watch is closed. */
    Watch watch(int file) {
        lock.lock();
        try {
            var watch = new Watch(file, lately.get(file));
            watches.put(file, watch);
            return watch;
        } finally {
            lock.unlock();
        }
    }

    /** Used by one thread. */
    final class Watch implements AutoCloseable {

        private final int file;
        private @Nullable FileState latest;

        private Watch(int file, @Nullable FileState soFar) {
            this.file = file;
            this.latest = soFar;
        }

        /** What was told since the last time, if something was. */
        Optional<FileState> latest() {
            lock.lock();
            try {
                var told = Optional.ofNullable(latest);
                latest = null;
                return told;
            } finally {
                lock.unlock();
            }
        }

        /** What is told next; empty if that is nothing within {@code patience}. */
        Optional<FileState> next(Duration patience) throws InterruptedException {
            lock.lock();
            try {
                for (long left = patience.toNanos(); latest == null && left > 0; ) left = moved.awaitNanos(left);
                return latest();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            lock.lock();
            try {
                watches.remove(file, this);
            } finally {
                lock.unlock();
            }
        }
    }
}
