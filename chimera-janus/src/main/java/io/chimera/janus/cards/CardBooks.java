package io.chimera.janus.cards;

import io.chimera.core.janus.Notebook;
import io.chimera.core.janus.ProfileTag;
import io.chimera.janus.derive.MasterKey;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The cards of all profiles of this node. Several may have one profile's open: there is one change at a time, so that nobody's
 * is lost, and it stands in all open books before the next.
 */
public final class CardBooks {

    private final Notebook notebook;
    private final Clock clock;

    /** One for all profiles: changes are rare, and take milliseconds. */
    private final ReentrantLock oneChange = new ReentrantLock();

    private final Set<CardBook> open = ConcurrentHashMap.newKeySet();

    public CardBooks(Notebook notebook, Clock clock) {
        this.notebook = notebook;
        this.clock = clock;
    }

    /** That of a profile, read, for as long as its key is in memory; whoever opened it closes it. */
    public CardBook of(MasterKey key) {
        var book = new CardBook(this, key);
        try {
            return changing(() -> {
                book.load();
                open.add(book);
                return book;
            });
        } catch (RuntimeException fault) {
            book.close();
            throw fault;
        }
    }

    /** The names of the profiles that are remembered. */
    public List<String> names() {
        return notebook.names();
    }

    /** Forgets a profile and its cards. */
    public void forget(String name) {
        changing(() -> {
            notebook.forget(name);
            reload(name);
            return true;
        });
    }

    /** Reads and writes as one: no other change of this node comes between. Nothing that may not wait calls it. */
    <T> T changing(Supplier<T> change) {
        oneChange.lock();
        try {
            return change.get();
        } finally {
            oneChange.unlock();
        }
    }

    /** Within a change: all books of a profile are as it leaves them. */
    void tell(ProfileTag tag, Consumer<CardBook> news) {
        open.stream().filter(book -> book.tag().equals(tag)).forEach(news);
    }

    /** Within a change of which profile is remembered by a name. */
    void reload(String name) {
        open.stream().filter(book -> book.name().equals(name)).forEach(CardBook::load);
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
