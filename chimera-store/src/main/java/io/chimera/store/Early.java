package io.chimera.store;

import io.chimera.store.sqlite.Turn;
import java.time.Instant;

/**
 * Positions of messages from before this history began. They are below 0, where no revision ever is, and say the moment a
 * message belongs to: so such messages stand before all others and in order among themselves, however many come, in what
 * portions, and how often somebody begins anew. A position is {@code FIRST + milliseconds since 1970 * SHARE + n}, n being
 * for those that share their millisecond.
 */
final class Early {

    /** How many messages one millisecond has room for, before they overflow into the next. */
    private static final int SHARE = 1 << 12;

    private static final Instant LAST = Instant.parse("2109-01-01T00:00:00Z");

    /** As far below 0 as the last millisecond needs, and four months more for what overflows. */
    private static final long FIRST = -(1L << 42) * SHARE;

    private final Turn turn;

    Early(Turn turn) {
        this.turn = turn;
    }

    /** Whether a message in this position is from before. */
    static boolean is(long position) {
        return position < 0;
    }

    /** A free position for a message that belongs to this moment, behind those of the same one. */
    long place(Instant moment) {
        long from = FIRST + milliseconds(moment) * SHARE;
        while (true) {
            long free = behindThoseBetween(from, from + SHARE);
            if (free < from + SHARE) return free;
            from += SHARE;
        }
    }

    private static long milliseconds(Instant moment) {
        if (moment.isBefore(Instant.EPOCH)) return 0;
        return (moment.isAfter(LAST) ? LAST : moment).toEpochMilli();
    }

    private long behindThoseBetween(long from, long to) {
        return turn.sql("""
                        SELECT coalesce(max(position) + 1, :from) AS free FROM message
                        WHERE position >= :from AND position < :to
                        """)
                .param("from", from)
                .param("to", to)
                .query((row, _) -> row.getLong("free"))
                .single();
    }
}
