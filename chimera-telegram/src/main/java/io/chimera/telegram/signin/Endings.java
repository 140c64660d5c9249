package io.chimera.telegram.signin;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What ends in the background, because the cloud may be slow, and is waited for when the program ends. */
final class Endings {

    private final Set<Thread> underWay = ConcurrentHashMap.newKeySet();

    void begin(Runnable ending) {
        var thread = Thread.ofVirtual().name("sign-in-end").unstarted(() -> {
            try {
                ending.run();
            } finally {
                underWay.remove(Thread.currentThread());
            }
        });
        underWay.add(thread);
        thread.start();
    }

    /** Until all that have begun are over, or the patience is. */
    void await(Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        for (var thread : List.copyOf(underWay)) {
            long left = until - System.nanoTime();
            if (left <= 0 || !thread.join(Duration.ofNanos(left))) return;
        }
    }
}
