package io.chimera.core.transfer;

import io.chimera.core.account.AccountId;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.event.Events;
import io.chimera.core.file.FileName;
import io.chimera.core.message.MessageId;
import io.chimera.core.route.Way;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** One account's files on their way. Safe for use by many threads. */
public final class Transfers {

    private static final Duration BETWEEN_NEWS = Duration.ofMillis(250);

    private final AccountId account;
    private final Events events;
    private final Clock clock;
    private final Map<MessageId, Running> running = new ConcurrentHashMap<>();

    public Transfers(AccountId account, Events events, Clock clock) {
        this.account = account;
        this.events = events;
        this.clock = clock;
    }

    /** A file starts moving. A second transfer of the same message replaces the first in what is shown. */
    public Transfer begin(
            MessageId message, DialogId dialog, Progress.Direction direction, Way way, FileName name, long size) {
        var now = clock.instant();
        var started = new Running(new Progress(message, dialog, direction, way, name, 0, 0, size, 0, now));
        running.put(message, started);
        tell(message, now);
        return started;
    }

    /** Every file on its way, the longest first. */
    public List<Progress> all() {
        return running.values().stream()
                .map(Running::progress)
                .sorted(Comparator.comparing(Progress::since))
                .toList();
    }

    /** How far this message's file is, if it is on its way now. */
    public Optional<Progress> of(MessageId message) {
        return Optional.ofNullable(running.get(message)).map(Running::progress);
    }

    /** Asks a running transfer to stop; returns whether there was one. */
    public boolean cancel(MessageId message) {
        var transfer = running.get(message);
        if (transfer == null) return false;
        transfer.cancelled = true;
        return true;
    }

    private void tell(MessageId message, Instant now) {
        events.publish(new TransferMoved(account, now, message));
    }

    /** Written by its carrier's thread, read by any. */
    private final class Running implements Transfer {

        private static final double WEIGHT = 0.2;

        private volatile Progress progress;
        private volatile boolean cancelled;
        private Instant toldAt;
        private long toldDone;

        Running(Progress progress) {
            this.progress = progress;
            this.toldAt = progress.since();
        }

        Progress progress() {
            return progress;
        }

        @Override
        public void resumedAt(long bytes) {
            toldDone = bytes;
            progress = with(bytes, bytes, 0);
        }

        @Override
        public void moved(long bytes) throws Cancelled {
            if (cancelled) throw new Cancelled();
            var now = clock.instant();
            var done = progress.done() + bytes;
            var pause = Duration.between(toldAt, now);
            if (pause.compareTo(BETWEEN_NEWS) < 0) {
                progress = with(progress.resumedAt(), done, progress.rate());
                return;
            }
            var latest = (done - toldDone) * 1000.0 / pause.toMillis();
            progress = with(
                    progress.resumedAt(),
                    done,
                    progress.rate() == 0 ? latest : progress.rate() * (1 - WEIGHT) + latest * WEIGHT);
            toldAt = now;
            toldDone = done;
            tell(progress.message(), now);
        }

        @Override
        public void close() {
            if (running.remove(progress.message(), this)) tell(progress.message(), clock.instant());
        }

        private Progress with(long resumedAt, long done, double rate) {
            var was = progress;
            return new Progress(
                    was.message(),
                    was.dialog(),
                    was.direction(),
                    was.way(),
                    was.name(),
                    resumedAt,
                    done,
                    was.size(),
                    rate,
                    was.since());
        }
    }
}
