package io.chimera.core.route;

import java.time.Duration;
import java.time.Instant;

/**
 * How often and in what rhythm delivery tries.
 *
 * @param lanTries failures of one appearance of a neighbour after which the cloud takes over
 * @param pause after the first failure; doubles with each further one
 * @param longestPause where doubling ends
 * @param grace how long after it set off something unconfirmed waits for a vanished neighbour, before the cloud takes it
 */
public record Patience(int lanTries, Duration pause, Duration longestPause, Duration grace) {

    /** Two tries on the LAN; half a second, at most a minute; fifteen seconds. */
    public static Patience usual() {
        return new Patience(2, Duration.ofMillis(500), Duration.ofMinutes(1), Duration.ofSeconds(15));
    }

    public Patience {
        if (lanTries < 1) throw new IllegalArgumentException("lanTries must be at least 1");
        if (pause.isNegative() || pause.isZero()) throw new IllegalArgumentException("pause must be positive");
        if (longestPause.compareTo(pause) < 0) throw new IllegalArgumentException("longestPause is shorter than pause");
        if (grace.isNegative()) throw new IllegalArgumentException("grace must not be negative");
    }

    Instant pauseAfter(int tries, Instant from) {
        var doubled = pause.multipliedBy(1L << Math.clamp(tries - 1L, 0, 20));
        return from.plus(doubled.compareTo(longestPause) < 0 ? doubled : longestPause);
    }
}
