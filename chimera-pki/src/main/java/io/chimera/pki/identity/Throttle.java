package io.chimera.pki.identity;

import io.chimera.pki.identity.Limits.Rate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Lets each of many pass at a rate. Remembers a bounded number of them, those who came last; who was forgotten starts
 * afresh, which is why a rate for all stands beside it.
 *
 * <p>Each keeps one time: when everything they took would have been earned (the generic cell rate algorithm, ITU-T
 * I.371).
 */
final class Throttle {

    private static final int MOST = 10_000;

    private final Rate rate;
    private final Clock clock;
    private final Map<String, Instant> earned = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST;
        }
    };

    Throttle(Rate rate, Clock clock) {
        this.rate = rate;
        this.clock = clock;
    }

    /** Empty if this one may pass now, else how long until it may. */
    synchronized Optional<Duration> pass(String who) {
        var now = clock.instant();
        var before = earned.getOrDefault(who, now);
        var next = (before.isBefore(now) ? now : before).plus(rate.every());
        var ahead = Duration.between(now, next).minus(rate.every().multipliedBy(rate.atOnce()));
        if (ahead.isPositive()) return Optional.of(ahead);
        earned.put(who, next);
        return Optional.empty();
    }
}
