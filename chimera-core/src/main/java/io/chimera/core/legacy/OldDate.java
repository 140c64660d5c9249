package io.chimera.core.legacy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A date as the first Chimera wrote it down, mostly with {@code +00:00} behind it and hardly ever in UTC:
 *
 * <ul>
 *   <li>what went or came over the network has the computer's own time;
 *   <li>what came from Telegram was moved by the whole hours of the zone's standard time, summer or not;
 *   <li>what it sent to Telegram itself is in UTC, and cannot be told from what was sent with another program.
 * </ul>
 *
 * Pure.
 *
 * @param zone where that computer stood
 */
record OldDate(ZoneId zone) {

    private static final int SECONDS_IN_AN_HOUR = 3_600;
    private static final Pattern FORM = Pattern.compile(
            "(\\d{4}-\\d{2}-\\d{2})[ T](\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?)(Z|[+-]\\d{2}:\\d{2}(?::\\d{2})?)?");

    /** What is written down, if it can be a date. */
    private record Written(LocalDateTime time, ZoneOffset offset) {}

    /**
     * When a message was sent.
     *
     * @param byCloud whether Telegram knows it
     * @param before when the message before it was sent: of two readings, one that goes back in time is the worse
     */
    Optional<Instant> read(String date, boolean byCloud, boolean mine, Instant before) {
        return parse(date).map(written -> {
            var asItSays = written.time().toInstant(written.offset());
            if (!written.offset().equals(ZoneOffset.UTC)) return asItSays;
            if (!byCloud) return written.time().atZone(zone).toInstant();
            var moved = asItSays.minusSeconds(wholeHours(asItSays));
            return mine && (!asItSays.isBefore(before) || moved.isBefore(before)) ? asItSays : moved;
        });
    }

    private long wholeHours(Instant about) {
        int standard = zone.getRules().getStandardOffset(about).getTotalSeconds();
        return (long) standard / SECONDS_IN_AN_HOUR * SECONDS_IN_AN_HOUR;
    }

    private static Optional<Written> parse(String date) {
        var parts = FORM.matcher(date.strip());
        if (!parts.matches()) return Optional.empty();
        try {
            var time = LocalDateTime.parse(parts.group(1) + "T" + parts.group(2));
            var offset = parts.group(3) == null ? ZoneOffset.UTC : ZoneOffset.of(parts.group(3));
            return Optional.of(new Written(time, offset));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
