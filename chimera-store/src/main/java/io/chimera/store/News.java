package io.chimera.store;

import io.chimera.core.account.AccountEvent;
import io.chimera.core.event.Events;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what changes recorded, in the order of the changes, whichever thread made them. Safe for use by many threads.
 *
 * <p>News is queued while its change still holds the writer, and told after it let go: a listener may read and change the
 * store, and what it records queues behind what is being told.
 */
final class News {

    private static final Logger LOG = LoggerFactory.getLogger(News.class);

    private final Events events;
    private final Queue<AccountEvent> untold = new ConcurrentLinkedQueue<>();
    private final ReentrantLock telling = new ReentrantLock();

    News(Events events) {
        this.events = events;
    }

    void add(List<AccountEvent> recorded) {
        untold.addAll(recorded);
    }

    /** Returns when everything added before is told. */
    void tell() {
        telling.lock();
        try {
            for (var event = untold.poll(); event != null; event = untold.poll()) tell(event);
        } finally {
            telling.unlock();
        }
    }

    private void tell(AccountEvent event) {
        try {
            events.publish(event);
        } catch (RuntimeException | Error fault) {
            // The change stands whatever a listener makes of it.
            LOG.warn("A listener failed at event={}", event.getClass().getSimpleName(), fault);
        }
    }
}
