package io.chimera.telegram.carrier;

import io.chimera.core.arrival.Arrivals;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.message.CloudMessageId;
import io.chimera.telegram.carrier.Wanted.Place;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings files, some at a time, while words go on. */
final class Downloads {

    /** So that a small file need not wait for a large one, and a slow line is not shared by many. */
    private static final int AT_A_TIME = 3;

    private static final Logger LOG = LoggerFactory.getLogger(Downloads.class);

    private final Download download;
    private final Wanted wanted;
    private final Arrivals arrivals;
    private final Reach reach;
    private final Pace pace;
    private final BlockingQueue<Place> waiting = new LinkedBlockingQueue<>(); // each is a file on the disk, too
    private final Set<Place> known = ConcurrentHashMap.newKeySet();
    private final List<Thread> workers = new ArrayList<>();

    Downloads(Download download, Wanted wanted, Arrivals arrivals, Reach reach, Pace pace) {
        this.download = download;
        this.wanted = wanted;
        this.arrivals = arrivals;
        this.reach = reach;
        this.pace = pace;
    }

    /** Takes up what an earlier run left. */
    void start() throws IOException {
        for (var place : wanted.all()) if (known.add(place)) waiting.add(place);
        IntStream.range(0, AT_A_TIME)
                .mapToObj(_ -> Thread.ofVirtual().name("telegram-files").unstarted(this::work))
                .forEach(workers::add);
        workers.forEach(Thread::start);
    }

    /** The file of this message will be brought. Durable when this returns; returns at once. */
    void want(TdMessage message) {
        var place = new Place(message.chat(), message.id());
        var id = new CloudMessageId(message.id());
        if (known.contains(place)
                || !arrivals.known(new DialogId(message.chat()), List.of(id)).isEmpty()) return;
        wanted.add(place);
        if (known.add(place)) waiting.add(place);
    }

    /** The message is gone. */
    void forget(long chat, long message) {
        var place = new Place(chat, message);
        if (known.contains(place)) drop(place);
    }

    /** The chat is gone with everything in it. */
    void forget(long chat) {
        known.stream().filter(place -> place.chat() == chat).forEach(this::drop);
    }

    void close(Duration patience) throws InterruptedException {
        workers.forEach(Thread::interrupt);
        for (var worker : workers) worker.join(patience);
    }

    private void work() {
        var pause = pace.pause();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                var place = waiting.take();
                reach.awaitOnline();
                if (bring(place)) {
                    pause = pace.pause();
                } else {
                    waiting.add(place);
                    Thread.sleep(pause);
                    pause = pace.after(pause);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the connection ends; the rest is wanted next time
        }
    }

    /** Whether that is settled. */
    private boolean bring(Place place) throws InterruptedException {
        if (!known.contains(place)) return true;
        try {
            download.bring(place);
            drop(place);
            return true;
        } catch (IOException | RuntimeException failed) {
            LOG.debug(
                    "A file from Telegram cannot be brought now; it will be tried again why={}",
                    failed.getClass().getSimpleName());
            return false;
        }
    }

    private void drop(Place place) {
        try {
            wanted.remove(place);
            known.remove(place);
        } catch (IOException stays) {
            LOG.debug(
                    "That a file is here could not be noted; next time it is looked for again why={}",
                    stays.getClass().getSimpleName());
        }
    }
}
