package io.chimera.telegram.carrier;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deals with news in order until it is interrupted, however long the store is out of order. Who tells the news never
 * waits: an answer that is needed here may be behind it.
 */
final class Lane implements Runnable {

    /** More than this waits in TDLib's history instead, and is looked up there. */
    private static final int MOST_WAITING = 10_000;

    private static final int TOGETHER = 100;
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final Incoming incoming;
    private final CatchUp catchUp;
    private final Reach reach;
    private final Pace pace;
    private final BlockingQueue<News> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicBoolean overflowed = new AtomicBoolean();

    Lane(Incoming incoming, CatchUp catchUp, Reach reach, Pace pace) {
        this.incoming = incoming;
        this.catchUp = catchUp;
        this.reach = reach;
        this.pace = pace;
    }

    /** Returns at once. */
    void tell(News news) {
        if (waiting.offer(news)) return;
        catchUp.fellBehind(news.chat());
        if (!overflowed.getAndSet(true))
            LOG.warn("More comes from Telegram than can be stored; messages will be looked up, changes may be missed");
    }

    @Override
    public void run() {
        var nap = pace.pause();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                var first = waiting.poll(nap.toNanos(), TimeUnit.NANOSECONDS);
                if (first != null) {
                    var together = withFollowers(first);
                    patiently(() -> incoming.take(together));
                }
                boolean missing = !catchUp.behind().isEmpty();
                if (missing && reach.online()) patiently(incoming::bringWhatIsMissing);
                else if (waiting.isEmpty()) overflowed.set(false);
                nap = missing && first == null ? pace.after(nap) : pace.pause();
                if (!missing) nap = pace.longestPause();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the connection ends
        }
    }

    private List<News> withFollowers(News first) {
        var together = new ArrayList<News>();
        together.add(first);
        waiting.drainTo(together, TOGETHER - 1);
        return together;
    }

    private void patiently(Step step) throws InterruptedException {
        boolean complained = false;
        for (var pause = pace.pause(); ; pause = pace.after(pause)) {
            try {
                step.make();
                return;
            } catch (RuntimeException notStored) {
                complain(notStored, complained);
                complained = true;
                Thread.sleep(pause);
            }
        }
    }

    /** Once, however often it is tried. What a disk says may hold a file's name, so it is not repeated. */
    private static void complain(Exception why, boolean again) {
        if (!again)
            LOG.warn(
                    "What came from Telegram cannot be stored now; it will be brought again why={}",
                    why.getClass().getSimpleName());
        LOG.debug("Not stored", why);
    }

    @FunctionalInterface
    private interface Step {
        void make() throws InterruptedException;
    }
}
