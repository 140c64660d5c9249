package io.chimera.telegram.carrier;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Files somebody here waits for. Safe for use by many threads. */
final class Moves {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Map<Integer, Watch> watches = new HashMap<>();

    /** A file is this far now. */
    void told(FileState state) {
        lock.lock();
        try {
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
            var watch = new Watch(file);
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

        private Watch(int file) {
            this.file = file;
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
