package io.chimera.janus.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PenaltiesTest {

    private final AtomicLong now = new AtomicLong(1);
    private final Penalties penalties = new Penalties(now::get);

    @Test
    void secretsForOneNameAreLookedAtFartherAndFartherApart() {
        assertThat(penalties.untilTheTurnOf("anna")).isZero();
        assertThat(penalties.untilTheTurnOf("anna")).isEqualTo(Duration.ofSeconds(1));
        assertThat(penalties.untilTheTurnOf("anna")).isEqualTo(Duration.ofSeconds(3));
        now.addAndGet(Duration.ofHours(1).toNanos());
        for (int i = 0; i < 5; i++) penalties.untilTheTurnOf("anna");
        now.addAndGet(Duration.ofHours(1).toNanos());
        assertThat(penalties.untilTheTurnOf("anna")).isZero();
        assertThat(penalties.untilTheTurnOf("anna")).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void theRightSecretOfOneNameHelpsNoOther() {
        penalties.untilTheTurnOf("anna");
        penalties.untilTheTurnOf("mallory");
        penalties.succeeded("mallory");
        assertThat(penalties.untilTheTurnOf("anna")).isPositive();
        assertThat(penalties.untilTheTurnOf("mallory")).isZero();
    }
}
