package io.chimera.p2p.announce;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * When to announce: some quick ones at first, so that a lost datagram does not matter, then steadily. Never exactly, so
 * that nodes that started together do not shout together. Used by one thread.
 */
final class Rhythm {

    private static final double QUICK_JITTER = 0.5;
    private static final double STEADY_JITTER = 0.2;

    private final List<Duration> quick;
    private final Duration steady;
    private final RandomGenerator random;
    private int beat;

    private Rhythm(List<Duration> quick, Duration steady, RandomGenerator random) {
        this.quick = quick;
        this.steady = steady;
        this.random = random;
    }

    /** Ours: after 0.1, 0.5 and 2 s, then steadily. */
    static Rhythm ours(Duration steady, RandomGenerator random) {
        return new Rhythm(
                List.of(Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(2)), steady, random);
    }

    /** The first Chimera's: at once, then steadily, and sooner rather than later. */
    static Rhythm first(Duration steady, RandomGenerator random) {
        return new Rhythm(List.of(Duration.ZERO), steady, random);
    }

    /** How long to wait before the next announcement. */
    Duration next() {
        if (beat >= quick.size()) return around(steady, STEADY_JITTER);
        return around(quick.get(beat++), QUICK_JITTER);
    }

    /** Begins anew, as when the network has changed. */
    void restart() {
        beat = 0;
    }

    private Duration around(Duration pause, double jitter) {
        double factor = 1 - jitter + 2 * jitter * random.nextDouble();
        return Duration.ofNanos((long) (pause.toNanos() * factor));
    }
}
