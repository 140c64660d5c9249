package io.chimera.pki.lab;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Durations as Go writes them ({@code 240h}, {@code 1h30m}, {@code 1.5s}): step-ca takes and tells them so. */
final class GoDuration {

    private static final Map<String, BigDecimal> NANOS = Map.of(
            "ns", new BigDecimal(1),
            "us", new BigDecimal(1_000),
            "ms", new BigDecimal(1_000_000),
            "s", new BigDecimal(1_000_000_000L),
            "m", new BigDecimal(60_000_000_000L),
            "h", new BigDecimal(3_600_000_000_000L));

    private static final Pattern PART = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ns|us|ms|s|m|h)");
    private static final Pattern WHOLE = Pattern.compile("[+-]?(?:" + PART.pattern() + ")+");

    private GoDuration() {}

    /** Reads one; empty if it is none. Days and weeks do not exist. */
    static Optional<Duration> parse(String text) {
        if (text.length() > 40 || !WHOLE.matcher(text).matches()) return Optional.empty();
        var nanos = PART.matcher(text)
                .results()
                .map(part -> new BigDecimal(part.group(1)).multiply(NANOS.get(part.group(2))))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .setScale(0, RoundingMode.DOWN);
        var whole = nanos.divideToIntegralValue(NANOS.get("s"));
        var duration = Duration.ofSeconds(
                whole.longValueExact(),
                nanos.subtract(whole.multiply(NANOS.get("s"))).longValueExact());
        return Optional.of(text.startsWith("-") ? duration.negated() : duration);
    }

    /** Writes one to the second: {@code 264h1m0s}. */
    static String text(Duration duration) {
        return duration.toHours() + "h" + duration.toMinutesPart() + "m" + duration.toSecondsPart() + "s";
    }
}
