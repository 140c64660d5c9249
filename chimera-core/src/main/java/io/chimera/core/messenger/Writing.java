package io.chimera.core.messenger;

import io.chimera.core.dialog.DialogId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When others were last told that the person writes. Safe for use by many threads. */
final class Writing {

    /** Shorter than it {@linkplain io.chimera.core.dialog.SomebodyTypes#LASTS lasts}. */
    private static final Duration PAUSE = Duration.ofSeconds(4);

    private final Clock clock;
    private Optional<DialogId> told = Optional.empty();
    private Instant at = Instant.MIN;

    Writing(Clock clock) {
        this.clock = clock;
    }

    /** Whether this is worth telling; if so, it counts as told. A person writes in one dialog at a time. */
    synchronized boolean isNews(DialogId dialog, boolean on) {
        boolean known = told.equals(Optional.of(dialog));
        if (!on) {
            if (known) told = Optional.empty();
            return known;
        }
        var now = clock.instant();
        if (known && now.isBefore(at.plus(PAUSE))) return false;
        told = Optional.of(dialog);
        at = now;
        return true;
    }
}
