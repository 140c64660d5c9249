package io.chimera.janus.cards;

import io.chimera.core.janus.Notebook;
import io.chimera.core.janus.ProfileTag;
import io.chimera.janus.derive.MasterKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The cards of all profiles of this node. Several may have one profile's open; each sees at once what the others wrote.
 * Changes happen one after the other, so that none is lost; they write to the disk, and whoever makes one waits for that.
 * Reading does not: every open book has what is in it in memory.
 */
public final class CardBooks {

    private final Notebook notebook;
    private final Clock clock;
    private final ReentrantLock changing = new ReentrantLock();
    private final List<CardBook> open = new ArrayList<>();

    public CardBooks(Notebook notebook, Clock clock) {
        this.notebook = notebook;
        this.clock = clock;
    }

    /** That of a profile, for as long as its key is in memory; whoever opened it closes it. It is read from the disk now. */
    public CardBook of(MasterKey key) {
        return alone(() -> {
            var book = new CardBook(this, key);
            book.reload();
            open.add(book);
            return book;
        });
    }

    /** The names of the profiles that are remembered. */
    public List<String> names() {
        return notebook.names();
    }

    /** Forgets a profile and its cards. */
    public void forget(String name) {
        alone(() -> {
            notebook.forget(name);
            open.forEach(CardBook::reload);
            return true;
        });
    }

    boolean remember(String name, ProfileTag tag) {
        return alone(() -> {
            boolean done = notebook.remember(name, tag);
            open.forEach(CardBook::reload);
            return done;
        });
    }

    /** Does it while nobody else changes anything. */
    <T> T alone(Supplier<T> change) {
        changing.lock();
        try {
            return change.get();
        } finally {
            changing.unlock();
        }
    }

    /** Tells all that are open of a profile; only for whoever is {@linkplain #alone alone}. */
    void tell(ProfileTag tag, Consumer<CardBook> news) {
        open.stream().filter(book -> book.tag().equals(tag)).forEach(news);
    }

    void closed(CardBook book) {
        open.remove(book);
    }

    Notebook notebook() {
        return notebook;
    }

    Clock clock() {
        return clock;
    }
}
