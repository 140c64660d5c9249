package io.chimera.core.delivery;

import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Message;
import io.chimera.core.message.MessageId;
import io.chimera.core.store.AccountStore;
import io.chimera.core.store.AccountStore.Change;
import io.chimera.core.twin.Doubt;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the cloud whether it has messages that were brought straight after it had not answered. Who got them is told then,
 * and knows a copy from a message of its own.
 */
final class Inquiries {

    /** What the cloud has not shown by then it does not have: it is asked twice, with this in between. */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /** Whoever got the messages is waiting to hear of them, but the cloud has other things to do. */
    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(1);

    private static final int AT_ONCE = 100;
    private static final Logger LOG = LoggerFactory.getLogger(Inquiries.class);

    private final AccountStore store;
    private final CloudCarrier cloud;
    private final Settlement settlement;
    private final Clock clock;

    private final Map<MessageId, Instant> asked = new HashMap<>(); // only touched by the one that asks
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile Instant next = Instant.MIN;

    Inquiries(AccountStore store, CloudCarrier cloud, Settlement settlement, Clock clock) {
        this.store = store;
        this.cloud = cloud;
        this.settlement = settlement;
        this.clock = clock;
    }

    /** Asks aside if it is time to, and there is something to ask. Returns when it is time again. */
    Instant round(Executor aside) {
        var now = clock.instant();
        if (now.isBefore(next)) return next;
        if (!cloud.online() || !asking.compareAndSet(false, true)) return now.plus(PAUSE);
        try {
            aside.execute(this::askAll);
        } catch (RejectedExecutionException _) {
            asking.set(false);
        }
        return now.plus(PAUSE);
    }

    private void askAll() {
        try {
            var dialogs = store.read(view -> view.doubts().whereMine());
            if (dialogs.isEmpty()) {
                asked.clear();
                return;
            }
            next = clock.instant().plus(BETWEEN_QUESTIONS);
            for (var dialog : dialogs) ask(dialog);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException failed) {
            LOG.debug("The cloud could not be asked what it has: {}", failed.getMessage());
        } finally {
            asking.set(false);
        }
    }

    private void ask(DialogId dialog) throws IOException, InterruptedException {
        var due = store.read(view -> view.doubts().about(dialog, true, AT_ONCE)).stream()
                .filter(this::isDue)
                .toList();
        var since = due.stream().map(Doubt::from).min(Instant::compareTo);
        if (since.isEmpty()) return;
        var sent = cloud.sentSince(dialog, since.get());
        for (var doubt : due) {
            boolean settled = store.change(change -> settle(change, doubt, sent));
            if (settled) asked.remove(doubt.message());
            else asked.put(doubt.message(), clock.instant());
        }
    }

    private boolean isDue(Doubt doubt) {
        var before = asked.get(doubt.message());
        return before == null || !clock.instant().isBefore(before.plus(PAUSE));
    }

    private boolean settle(Change change, Doubt doubt, List<CloudCarrier.Sent> sent) {
        var message = change.dialogs().message(doubt.message());
        var there = find(change, doubt, sent);
        if (message.isPresent() && there.isPresent())
            settlement.foundInCloud(change, message.get(), there.get().id());
        boolean settled = message.isEmpty() || there.isPresent() || asked.containsKey(doubt.message());
        if (settled) change.doubts().settle(doubt.message());
        return settled;
    }

    private static Optional<CloudCarrier.Sent> find(Change change, Doubt doubt, List<CloudCarrier.Sent> sent) {
        return sent.stream()
                .filter(one -> doubt.covers(one.at()) && one.likeness().equals(doubt.likeness()))
                .filter(one -> isNew(change.dialogs().message(doubt.dialog(), one.id()), doubt))
                .findFirst();
    }

    private static boolean isNew(Optional<Message> known, Doubt doubt) {
        return known.isEmpty() || known.get().id().equals(doubt.message());
    }
}
