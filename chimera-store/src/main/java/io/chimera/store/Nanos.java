package io.chimera.store;

import java.time.Instant;

/**
 * Moments as the database keeps them: nanoseconds since 1970 UTC, so that a moment comes back as it was. It holds the
 * years 1678 to 2261; what somebody's clock puts outside is moved to the nearer end.
 */
final class Nanos {

    private static final long IN_A_SECOND = 1_000_000_000L;
    private static final Instant FIRST = toInstant(Long.MIN_VALUE);
    private static final Instant LAST = toInstant(Long.MAX_VALUE);

    private Nanos() {}

    static long of(Instant moment) {
        if (moment.isBefore(FIRST)) return Long.MIN_VALUE;
        if (moment.isAfter(LAST)) return Long.MAX_VALUE;
        // Whole seconds before the first moment's next one would overflow before the rest is added.
        return moment.getEpochSecond() < 0
                ? (moment.getEpochSecond() + 1) * IN_A_SECOND - (IN_A_SECOND - moment.getNano())
                : moment.getEpochSecond() * IN_A_SECOND + moment.getNano();
    }

    static Instant toInstant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, IN_A_SECOND), Math.floorMod(nanos, IN_A_SECOND));
    }
}
