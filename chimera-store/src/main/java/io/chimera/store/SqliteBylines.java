package io.chimera.store;

import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Bylines;
import io.chimera.store.sqlite.Turn;
import java.util.Optional;

/** The names of those who write where several do, as the account's database has them during one turn. */
final class SqliteBylines implements Bylines.Editing {

    private final Turn turn;

    SqliteBylines(Turn turn) {
        this.turn = turn;
    }

    @Override
    public Optional<String> find(Author author) {
        return turn.sql("SELECT name FROM byline WHERE author = :author")
                .param("author", AuthorColumn.of(author))
                .query(String.class)
                .optional();
    }

    @Override
    public void save(Author author, String name) {
        if (author instanceof Author.Me) throw new IllegalArgumentException("the account's own name is not kept here");
        turn.sql("""
                        INSERT INTO byline (author, name) VALUES (:author, :name)
                        ON CONFLICT (author) DO UPDATE SET name = excluded.name
                        """)
                .param("author", AuthorColumn.of(author))
                .param("name", name)
                .update();
    }
}
