package io.chimera.web.sign;

import io.chimera.web.words.Words;
import java.time.Duration;
import java.time.Instant;

/**
 * Something that is possible later.
 *
 * @param left milliseconds until then; 0 if it is possible now
 * @param says from when on; empty if it is possible now
 */
public record Countdown(long left, String says) {

    /** It is possible now. */
    static final Countdown OVER = new Countdown(0, "");

    /** @param key of words into which the moment fits */
    static Countdown to(Instant then, Instant now, String key, Words words) {
        if (!then.isAfter(now)) return OVER;
        var moments = words.moments();
        var said = moments.day(then).equals(moments.day(now)) ? moments.exactly(then) : moments.full(then, now);
        return new Countdown(Duration.between(now, then).toMillis(), words.say(key, said));
    }
}
