package io.chimera.core.store;

import io.chimera.core.account.AccountEvent;
import io.chimera.core.account.AccountId;
import io.chimera.core.contact.ContactBook;
import io.chimera.core.dialog.Bylines;
import io.chimera.core.dialog.Dialogs;
import io.chimera.core.event.Events;
import io.chimera.core.outbox.Outbox;
import io.chimera.core.trust.ContactKeys;
import io.chimera.core.twin.Doubts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * An account's memory without a disk. A change works on a copy, which takes the place of what was there when the change
 * returns; reads use whatever is there when they begin.
 */
public final class InMemoryAccountStore implements AccountStore {

    private final AccountId account;
    private final Events events;
    private final Disk disk;
    private final ReentrantLock writing = new ReentrantLock();
    private final ReentrantLock publishing = new ReentrantLock();
    private final Queue<AccountEvent> news = new ArrayDeque<>();
    private volatile boolean closed;

    public InMemoryAccountStore(AccountId account, Events events) {
        this(account, events, new Disk());
    }

    private InMemoryAccountStore(AccountId account, Events events, Disk disk) {
        this.account = account;
        this.events = events;
        this.disk = disk;
    }

    /** The same memory opened again, as after a restart. */
    public InMemoryAccountStore reopen(Events listeners) {
        return new InMemoryAccountStore(account, listeners, disk);
    }

    @Override
    public <T> T read(Function<View, T> question) {
        refuseIfClosed();
        var turn = new Turn(disk.state);
        try {
            return question.apply(turn);
        } finally {
            turn.end();
        }
    }

    @Override
    public <T> T change(Function<Change, T> change) {
        if (writing.isHeldByCurrentThread()) throw new IllegalStateException("a change cannot be made within a change");
        T answer;
        writing.lock();
        try {
            refuseIfClosed();
            answer = apply(change);
        } finally {
            writing.unlock();
        }
        publish();
        return answer;
    }

    private <T> T apply(Function<Change, T> change) {
        var turn = new Turn(disk.state.copy());
        try {
            var answer = change.apply(turn);
            disk.state = turn.state();
            synchronized (news) {
                news.addAll(turn.recorded);
            }
            return answer;
        } finally {
            turn.end();
        }
    }

    private void publish() {
        publishing.lock();
        try {
            for (var event = next(); event != null; event = next()) {
                try {
                    events.publish(event);
                } catch (RuntimeException _) {
                    // a listener's fault is not the teller's: the change stands, the others are told
                }
            }
        } finally {
            publishing.unlock();
        }
    }

    private AccountEvent next() {
        synchronized (news) {
            return news.poll();
        }
    }

    private void refuseIfClosed() {
        if (closed) throw new IllegalStateException("the store of account " + account + " is closed");
    }

    @Override
    public void close() {
        writing.lock();
        try {
            closed = true;
        } finally {
            writing.unlock();
        }
    }

    /** What outlives a store that is closed. */
    private static final class Disk {
        volatile InMemoryState state = new InMemoryState();
    }

    /** What a question or a change is handed; of no use once that has returned, nor to another thread. */
    private final class Turn implements Change, InMemoryState.Holder {

        private final Thread owner = Thread.currentThread();
        private final List<AccountEvent> recorded = new ArrayList<>();
        private final InMemoryDialogs dialogs = new InMemoryDialogs(this);
        private final InMemoryOutbox outbox = new InMemoryOutbox(this);
        private final InMemoryDoubts doubts = new InMemoryDoubts(this);
        private final InMemoryContacts contacts = new InMemoryContacts(this);
        private final InMemoryKeys keys = new InMemoryKeys(this);
        private final InMemoryBylines bylines = new InMemoryBylines(this);
        private final InMemoryPreferences preferences = new InMemoryPreferences(this);
        private final InMemoryState state;
        private boolean ended;

        Turn(InMemoryState state) {
            this.state = state;
        }

        @Override
        public InMemoryState state() {
            if (ended || Thread.currentThread() != owner)
                throw new IllegalStateException("it was handed to a question or a change that is over");
            return state;
        }

        void end() {
            ended = true;
        }

        @Override
        public Dialogs.Editing dialogs() {
            return dialogs;
        }

        @Override
        public ContactBook.Editing contacts() {
            return contacts;
        }

        @Override
        public ContactKeys.Editing keys() {
            return keys;
        }

        @Override
        public Bylines.Editing bylines() {
            return bylines;
        }

        @Override
        public Outbox.Editing outbox() {
            return outbox;
        }

        @Override
        public Doubts.Editing doubts() {
            return doubts;
        }

        @Override
        public Preferences.Editing preferences() {
            return preferences;
        }

        @Override
        public void record(AccountEvent event) {
            state();
            if (!event.account().equals(account))
                throw new IllegalArgumentException(
                        "news of account " + event.account() + " in the store of " + account);
            recorded.add(event);
        }
    }
}
