package io.chimera.telegram.carrier;

import java.time.Duration;

/**
 * How long is waited for what.
 *
 * @param answer for TDLib's answer to a question, which may need Telegram's
 * @param outcome for a message that was handed to TDLib to be taken by Telegram
 * @param stall for a file's next piece
 * @param pause before something is tried again; it doubles each time
 * @param longestPause which it does not exceed
 */
public record Pace(Duration answer, Duration outcome, Duration stall, Duration pause, Duration longestPause) {

    /** What people and their networks need: a connection that is gone shows as such after half a minute or so. */
    public static Pace usual() {
        return new Pace(
                Duration.ofSeconds(30),
                Duration.ofMinutes(1),
                Duration.ofMinutes(2),
                Duration.ofMillis(100),
                Duration.ofMinutes(1));
    }

    Duration after(Duration last) {
        var doubled = last.multipliedBy(2);
        return doubled.compareTo(longestPause) < 0 ? doubled : longestPause;
    }
}
