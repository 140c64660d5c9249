package io.chimera.janus;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code chimera.janus.*}.
 *
 * @param idle after how long without a question a profile locks itself, a second to a day
 */
@ConfigurationProperties("chimera.janus")
public record JanusSettings(@DefaultValue("30m") Duration idle) {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    public JanusSettings {
        if (idle.compareTo(SHORTEST) < 0 || idle.compareTo(LONGEST) > 0)
            throw new IllegalArgumentException("chimera.janus.idle is 1s to 24h, not " + idle);
    }
}
