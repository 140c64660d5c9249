package io.chimera.pki.identity;

import io.chimera.pki.identity.Limits.Rate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Lets each of many pass at a rate, as {@link Throttle} does, but in this instance's memory: for what is asked often and
 * only read, where a row in the database for each would cost more than the answer.
 *
 * <p>Of more askers than it remembers, the one longest unseen begins anew.
 */
final class Turnstile {

    /** Some hundred bytes each. */
    private static final int MOST = 10_000;

    private final Rate rate;
    private final Map<String, Long> earned = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST;
        }
    };

    Turnstile(Rate rate) {
        this.rate = rate;
    }

    /** Empty if this one may pass now, else how long until it may. */
    synchronized Optional<Duration> pass(String who, Instant at) {
        var now = ChronoUnit.MICROS.between(Instant.EPOCH, at);
        var every = rate.every().toNanos() / 1_000;
        var taken = Math.max(earned.getOrDefault(who, now), now);
        var wait = taken - now - every * (rate.atOnce() - 1L);
        if (wait > 0) return Optional.of(Duration.of(wait, ChronoUnit.MICROS));
        earned.put(who, taken + every);
        return Optional.empty();
    }

    /** How many it remembers. */
    synchronized int size() {
        return earned.size();
    }
}
