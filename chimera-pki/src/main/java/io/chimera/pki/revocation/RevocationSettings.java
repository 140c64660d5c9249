package io.chimera.pki.revocation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How certificates that were taken back are learnt of: {@code chimera.pki.revocation.*}.
 *
 * @param every how often the lists are fetched; after failures less and less often, down to every ten minutes
 * @param grace for how long after its end a list is still good enough, so that a network without its authority works on
 * @param strict whether nobody is believed after that; otherwise everybody is, with a warning
 */
@ConfigurationProperties("chimera.pki.revocation")
public record RevocationSettings(
        @DefaultValue("30s") Duration every,
        @DefaultValue("24h") Duration grace,
        @DefaultValue("false") boolean strict) {

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofDays(1);

    /** Every half minute, with a day's grace, not strict. */
    public static final RevocationSettings USUAL =
            new RevocationSettings(Duration.ofSeconds(30), Duration.ofHours(24), false);

    public RevocationSettings {
        if (every.compareTo(SHORTEST) < 0 || every.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("chimera.pki.revocation.every must be 100ms to 1d, not " + every);
        }
        if (grace.isNegative()) {
            throw new IllegalArgumentException("chimera.pki.revocation.grace must not be negative, and is " + grace);
        }
    }
}
