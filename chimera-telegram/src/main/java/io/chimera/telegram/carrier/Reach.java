package io.chimera.telegram.carrier;

import io.chimera.core.account.AccountId;
import io.chimera.core.delivery.CloudReached;
import io.chimera.core.event.Events;
import java.time.Clock;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Whether Telegram can be reached, by what TDLib tells of itself. Safe for use by many threads. */
final class Reach {

    private static final String READY = "connectionStateReady";

    /** Connected, and fetching what is new: nobody is offline for that. */
    private static final String UPDATING = "connectionStateUpdating";

    private final AccountId account;
    private final Events events;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    private String connection = "";
    private boolean signedIn;
    private boolean closed;
    private volatile boolean online;

    Reach(AccountId account, Events events, Clock clock) {
        this.account = account;
        this.events = events;
        this.clock = clock;
    }

    boolean online() {
        return online;
    }

    /** Whether TDLib has somebody signed in. */
    void signedIn(boolean now) {
        lock.lock();
        try {
            signedIn = now;
            look();
        } finally {
            lock.unlock();
        }
    }

    /** TDLib's connection is in this state. */
    void connection(String state) {
        lock.lock();
        try {
            connection = state;
            look();
        } finally {
            lock.unlock();
        }
    }

    /** Offline from now on, without a word. */
    void close() {
        lock.lock();
        try {
            closed = true;
            online = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Blocks until Telegram can be reached. */
    void awaitOnline() throws InterruptedException {
        lock.lock();
        try {
            while (!online) changed.await();
        } finally {
            lock.unlock();
        }
    }

    private void look() {
        boolean now = signedIn && (connection.equals(READY) || (connection.equals(UPDATING) && online));
        boolean isNews = !closed && now != online;
        if (isNews) online = now;
        changed.signalAll();
        if (isNews) events.publish(new CloudReached(account, clock.instant(), now));
    }
}
