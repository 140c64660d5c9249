package io.chimera.core.fetch;

import io.chimera.core.account.AccountId;
import io.chimera.core.delivery.CloudCarrier;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.DialogChanged;
import io.chimera.core.dialog.Dialogs;
import io.chimera.core.dialog.Fate;
import io.chimera.core.dialog.Message;
import io.chimera.core.file.FileShelf;
import io.chimera.core.file.IncomingFile;
import io.chimera.core.file.SharedFile;
import io.chimera.core.route.Way;
import io.chimera.core.store.AccountStore;
import io.chimera.core.transfer.Progress;
import io.chimera.core.transfer.Transfer;
import io.chimera.core.transfer.Transfers;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one account's wanted files from the cloud, some at a time, the newest first, until they are here. What is wanted
 * is in the store, so a restart takes it up again. Safe for use by many threads.
 */
public final class Fetching implements AutoCloseable {

    /** So that a small file need not wait for a large one, and a slow line is not shared by many. */
    private static final int AT_A_TIME = 3;

    private static final Duration LONGEST_NAP = Duration.ofMinutes(1);
    private static final Duration LAST_MOMENTS = Duration.ofSeconds(5);
    private static final String NOT_TO_BE_HAD = "The cloud does not have the file any more, or not as it was";
    private static final Logger LOG = LoggerFactory.getLogger(Fetching.class);

    private final AccountId account;
    private final AccountStore store;
    private final FileShelf shelf;
    private final CloudCarrier cloud;
    private final Transfers transfers;
    private final Clock clock;

    /** Held by nobody who calls out: whoever tells news must not wait. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition rung = lock.newCondition();
    private final Waiting waiting;
    private final List<Thread> workers = new ArrayList<>();
    private boolean news = true;

    public Fetching(
            AccountId account,
            AccountStore store,
            FileShelf shelf,
            CloudCarrier cloud,
            Transfers transfers,
            Clock clock) {
        this.account = account;
        this.store = store;
        this.shelf = shelf;
        this.cloud = cloud;
        this.transfers = transfers;
        this.clock = clock;
        this.waiting = new Waiting(clock);
    }

    /** Begins, once. Returns at once. */
    public void start() {
        IntStream.range(0, AT_A_TIME)
                .mapToObj(n ->
                        Thread.ofVirtual().name("files-" + account + "-" + n).unstarted(this::work))
                .forEach(workers::add);
        workers.forEach(Thread::start);
    }

    /** Something may be wanted, or may be had, that was not before. Returns at once. */
    public void ring() {
        lock.lock();
        try {
            news = true;
            rung.signal();
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                var next = next();
                boolean settled = false;
                try {
                    settled = bring(next);
                } finally {
                    release(next, settled);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // closing; what is not here is wanted next time
        }
    }

    private Message next() throws InterruptedException {
        while (true) {
            quiet();
            var found = find();
            if (found.isPresent()) {
                ring(); // there may be work for another
                return found.get();
            }
            awaitNews(untilNext());
        }
    }

    private void quiet() {
        lock.lock();
        try {
            news = false;
        } finally {
            lock.unlock();
        }
    }

    private void awaitNews(Duration nap) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            for (long left = nap.toNanos(); !news && left > 0; ) left = rung.awaitNanos(left);
        } finally {
            lock.unlock();
        }
    }

    private Optional<Message> find() {
        if (!cloud.online()) return Optional.empty();
        try {
            var wanted = store.read(view -> view.dialogs().wanted(Dialogs.LARGEST_PAGE));
            synchronized (waiting) {
                return waiting.take(wanted);
            }
        } catch (RuntimeException unreadable) {
            LOG.warn("What files are wanted cannot be read now account={}", account, unreadable);
            return Optional.empty();
        }
    }

    private Duration untilNext() {
        synchronized (waiting) {
            return waiting.untilNext().orElse(LONGEST_NAP);
        }
    }

    private void release(Message message, boolean settled) {
        synchronized (waiting) {
            if (settled) waiting.settled(message.id());
            else waiting.failed(message.id());
        }
    }

    /** Whether that is settled. What a disk says may hold a file's name, so it is not repeated. */
    private boolean bring(Message message) throws InterruptedException {
        try {
            var now = store.read(view -> view.dialogs().message(message.id())); // another may have just brought it
            if (now.isPresent() && now.get().body() instanceof Body.Distant distant && distant.wanted())
                bring(now.get(), distant);
            return true;
        } catch (IOException | RuntimeException failed) {
            LOG.debug(
                    "A file cannot be brought now; it will be tried again why={}",
                    failed.getClass().getSimpleName());
            return false;
        }
    }

    private void bring(Message message, Body.Distant distant) throws IOException, InterruptedException {
        var file = distant.file();
        var id = message.cloudId().orElseThrow(() -> new IllegalStateException("no cloud knows this file"));
        if (shelf.room() < file.size()) throw new IncomingFile.NoRoom("no room for a file from the cloud");
        try (var transfer = begin(message, distant);
                var incoming = shelf.begin(file.name())) {
            if (cloud.fetch(message.dialog(), id, incoming, transfer))
                arrived(message, new SharedFile(file.name(), file.mediaType(), incoming.seal()));
            else lost(message);
        } catch (Transfer.Cancelled cancelled) {
            leave(message);
        }
    }

    private Transfer begin(Message message, Body.Distant distant) {
        var file = distant.file();
        return transfers.begin(
                message.id(), message.dialog(), Progress.Direction.IN, Way.CLOUD, file.name(), file.size());
    }

    private void arrived(Message message, SharedFile file) throws IOException {
        boolean placed = false;
        try {
            placed = store.change(change -> {
                if (!isStillAway(change.dialogs(), message)) return false; // it was deleted meanwhile
                change.dialogs().fetched(message.id(), file);
                change.record(new DialogChanged(account, clock.instant(), message.dialog()));
                return true;
            });
        } finally {
            if (!placed) shelf.remove(file.content());
        }
    }

    private void lost(Message message) {
        store.alter(change -> {
            if (!isStillAway(change.dialogs(), message)) return;
            var fate = message.fate();
            change.dialogs().want(message.id(), false);
            change.dialogs().settle(message.id(), new Fate(fate.tick(), fate.travel(), Optional.of(NOT_TO_BE_HAD)));
            change.record(new DialogChanged(account, clock.instant(), message.dialog()));
        });
    }

    private void leave(Message message) {
        store.alter(change -> {
            if (!isStillAway(change.dialogs(), message)) return;
            change.dialogs().want(message.id(), false);
            change.record(new DialogChanged(account, clock.instant(), message.dialog()));
        });
    }

    private static boolean isStillAway(Dialogs dialogs, Message message) {
        return dialogs.message(message.id())
                .filter(now -> now.body() instanceof Body.Distant)
                .isPresent();
    }

    /** Stops; what is not here is wanted next time. */
    @Override
    public void close() {
        workers.forEach(Thread::interrupt);
        try {
            for (var worker : workers) worker.join(LAST_MOMENTS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
