package io.chimera.telegram.carrier;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What lies in TDLib's queue, and what became of what lay there. TDLib gives messages ids of its own first, and tells
 * Telegram's once Telegram has them; it may tell so before anybody waits for it, and of messages of an earlier run, for
 * its queue survives a restart. Safe for use by many threads.
 */
final class Departures {

    /** Far more than lanes that send at the same time. */
    private static final int MOST_KEPT = 1_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition told = lock.newCondition();
    private final Map<Ticket, Instant> queued = new HashMap<>();
    private final Set<Ticket> claimed = new HashSet<>();
    private final Map<Ticket, Fate> fates = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Ticket, Fate> eldest) {
            return size() > MOST_KEPT;
        }
    };

    /** By what TDLib knows a message before Telegram has it. */
    record Ticket(long chat, long message) {}

    /** What became of it. */
    sealed interface Fate {
        record Taken(long message, Instant at) implements Fate {}

        record Failed(int code, String message) implements Fate {}
    }

    /** A message lies in the queue. */
    void queued(Ticket ticket, Instant since) {
        lock.lock();
        try {
            queued.put(ticket, since);
        } finally {
            lock.unlock();
        }
    }

    /** Something became of it; returns whether somebody waits to hear so. */
    boolean left(Ticket ticket, Fate fate) {
        lock.lock();
        try {
            queued.remove(ticket);
            fates.put(ticket, fate);
            told.signalAll();
            return claimed.contains(ticket);
        } finally {
            lock.unlock();
        }
    }

    /** It was taken out of the queue. */
    void removed(Ticket ticket) {
        lock.lock();
        try {
            queued.remove(ticket);
            told.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Somebody waits for a message until this is closed. */
    Claim claim(Ticket ticket) {
        lock.lock();
        try {
            claimed.add(ticket);
            return new Claim(ticket);
        } finally {
            lock.unlock();
        }
    }

    /** Since when the oldest of a chat's messages has been in the queue, if there is one. */
    Optional<Instant> oldest(long chat) {
        lock.lock();
        try {
            return queued.entrySet().stream()
                    .filter(entry -> entry.getKey().chat() == chat)
                    .map(Map.Entry::getValue)
                    .min(Instant::compareTo);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until nothing of a chat is in the queue that nobody waits for; returns whether that came about. */
    boolean settle(long chat, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            for (long left = patience.toNanos(); isOwed(chat) && left > 0; ) left = told.awaitNanos(left);
            return !isOwed(chat);
        } finally {
            lock.unlock();
        }
    }

    private boolean isOwed(long chat) {
        return queued.keySet().stream().anyMatch(ticket -> ticket.chat() == chat && !claimed.contains(ticket));
    }

    /** Used by one thread. */
    final class Claim implements AutoCloseable {

        private final Ticket ticket;

        private Claim(Ticket ticket) {
            this.ticket = ticket;
        }

        /** Waits for what became of it. */
        Optional<Fate> await(Duration patience) throws InterruptedException {
            lock.lock();
            try {
                for (long left = patience.toNanos(); !fates.containsKey(ticket) && left > 0; )
                    left = told.awaitNanos(left);
                return Optional.ofNullable(fates.get(ticket));
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            lock.lock();
            try {
                claimed.remove(ticket);
                fates.remove(ticket);
                told.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
