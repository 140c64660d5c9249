package io.chimera.store;

import io.chimera.store.sqlite.Turn;

/**
 * Positions that no message has. There are many: every edit and every mark takes a number that no message gets, and one that
 * was lost has left its own.
 */
final class Gaps {

    private final Turn turn;

    Gaps(Turn turn) {
        this.turn = turn;
    }

    /** The nearest free position below this one; never 0, which is neither before this history nor in it. */
    long below(long position) {
        long free = free(position - 1);
        return free == 0 ? free(-1) : free;
    }

    /** This position or, where messages stand from there down without a gap, the one below the last of them. */
    private long free(long position) {
        return turn.sql("""
                        SELECT coalesce(
                               (SELECT position - 1 FROM message AS taken
                                 WHERE position <= :from
                                   AND EXISTS (SELECT 1 FROM message WHERE position = :from)
                                   AND NOT EXISTS (SELECT 1 FROM message WHERE position = taken.position - 1)
                                 ORDER BY position DESC LIMIT 1),
                               :from) AS free
                        """)
                .param("from", position)
                .query((row, _) -> row.getLong("free"))
                .single();
    }
}
