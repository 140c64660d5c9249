package io.chimera.pki.identity;

import io.chimera.pki.database.Database;
import io.chimera.pki.identity.Limits.Rate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Lets each of many pass at a rate, however many instances they ask.
 *
 * <p>Each keeps one time: when everything they took would have been earned (the generic cell rate algorithm, ITU-T
 * I.371). A time that has passed says the same as none, so that those are forgotten.
 *
 * <p>A row is the last thing a change takes hold of, and most are taken by themselves: so nobody who has one waits for
 * another, and what forgets many at once can wait for each of them.
 */
final class Throttle {

    private final Database database;
    private final ThrottleStatements statements;

    Throttle(Database database) {
        this.database = database;
        this.statements = database.statements(ThrottleStatements.class);
    }

    /** Empty if this one may pass now, else how long until it may. Within a change, the last that is asked of it. */
    Optional<Duration> pass(String who, Rate rate, Instant at) {
        var now = micros(at);
        var every = rate.every().toNanos() / 1_000;
        var ahead = every * (rate.atOnce() - 1L);
        if (database.one(() -> statements.take(who, now, every, ahead)) == 1) return Optional.empty();
        var wait = database.one(() -> statements.earned(who)).orElse(now) - now - ahead;
        return Optional.of(Duration.of(Math.max(1, wait), ChronoUnit.MICROS));
    }

    /** Forgets those who may take everything again. */
    void sweep(Instant at) {
        database.tidy(() -> statements.forget(micros(at)));
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }
}
