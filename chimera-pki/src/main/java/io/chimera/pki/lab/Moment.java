package io.chimera.pki.lab;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** A time as step-ca takes it: a date and time (RFC 3339), or so long after another one. */
sealed interface Moment {

    /** A fixed one. */
    record At(Instant instant) implements Moment {}

    /** A distance. */
    record Later(Duration by) implements Moment {}

    /** Which moment it is, seen from a start. */
    default Instant after(Instant start) {
        return switch (this) {
            case At(var instant) -> instant;
            case Later(var by) -> start.plus(by);
        };
    }

    /** Reads one; empty if it is none. */
    static Optional<Moment> parse(String text) {
        var duration = GoDuration.parse(text);
        if (duration.isPresent()) return Optional.of(new Later(duration.get()));
        try {
            return Optional.of(new At(OffsetDateTime.parse(text).toInstant()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
