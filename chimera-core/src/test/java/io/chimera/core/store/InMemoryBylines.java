package io.chimera.core.store;

import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Bylines;
import java.util.Optional;

/** The names in a map. */
final class InMemoryBylines implements Bylines.Editing {

    private final InMemoryState.Holder holder;

    InMemoryBylines(InMemoryState.Holder holder) {
        this.holder = holder;
    }

    @Override
    public Optional<String> find(Author author) {
        return Optional.ofNullable(holder.state().bylines.get(author));
    }

    @Override
    public void save(Author author, String name) {
        if (author instanceof Author.Me) throw new IllegalArgumentException("the account's own name is not kept here");
        holder.state().bylines.put(author, name);
    }
}
