package io.chimera.janus.cards;

import io.chimera.core.janus.Notebook;
import io.chimera.janus.derive.MasterKey;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The cards of all profiles of this node. Several may have one profile's open; each sees at once what the others wrote. */
public final class CardBooks {

    private final Notebook notebook;
    private final Clock clock;
    private final AtomicLong changes = new AtomicLong();

    public CardBooks(Notebook notebook, Clock clock) {
        this.notebook = notebook;
        this.clock = clock;
    }

    /** That of a profile, for as long as its key is in memory; whoever opened it closes it. */
    public CardBook of(MasterKey key) {
        return new CardBook(this, key);
    }

    /** The names of the profiles that are remembered. */
    public List<String> names() {
        return notebook.names();
    }

    /** Forgets a profile and its cards. */
    public void forget(String name) {
        notebook.forget(name);
        changed();
    }

    Notebook notebook() {
        return notebook;
    }

    Clock clock() {
        return clock;
    }

    /** How many changes there were. */
    long changes() {
        return changes.get();
    }

    void changed() {
        changes.incrementAndGet();
    }
}
