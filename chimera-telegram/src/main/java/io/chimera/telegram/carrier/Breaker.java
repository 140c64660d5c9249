package io.chimera.telegram.carrier;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Sends nothing for a while when Telegram asks for a pause, or says nothing several times in a row: who goes on then is
 * made to wait longer, or is shut out. Safe for use by many threads.
 */
final class Breaker {

    /** After so many sendings in a row of which nothing was heard. */
    static final int SILENT = 3;

    private static final Duration AFTER_SILENCE = Duration.ofMinutes(1);

    /** What Telegram asks for may be a day; it is asked again after an hour, which costs one refused code. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Clock clock;
    private Instant until = Instant.MIN;
    private String why = "";
    private int silent;

    Breaker(Clock clock) {
        this.clock = clock;
    }

    /** Why nothing is sent now, and until when; empty if there is nothing in the way. */
    synchronized Optional<Pause> pause() {
        return clock.instant().isBefore(until) ? Optional.of(new Pause(until, why)) : Optional.empty();
    }

    /** @param why in a few words, for the operator */
    record Pause(Instant until, String why) {}

    /** Telegram took something. */
    synchronized void sent() {
        silent = 0;
    }

    /** Telegram wants a pause. */
    synchronized void asked(Duration pause, String reason) {
        silent = 0;
        open(pause.compareTo(LONGEST) < 0 ? pause : LONGEST, reason);
    }

    /** Telegram did not say what became of something. */
    synchronized void heardNothing() {
        silent++;
        if (silent < SILENT) return;
        silent = 0;
        open(AFTER_SILENCE, "Telegram has not answered " + SILENT + " times in a row");
    }

    private void open(Duration pause, String reason) {
        until = clock.instant().plus(pause);
        why = reason;
    }
}
