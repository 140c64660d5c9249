package io.chimera.janus.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.janus.proxy.Penalties.Turn;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PenaltiesTest {

    private final AtomicLong now = new AtomicLong(1);
    private final Penalties penalties = new Penalties(now::get);

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private static Turn in(int seconds) {
        return new Turn.In(Duration.ofSeconds(seconds));
    }

    private static Turn notBefore(int seconds) {
        return new Turn.NotYet(Duration.ofSeconds(seconds));
    }

    @Test
    void secretsForOneNameAreLookedAtFartherAndFartherApart() {
        for (int soon : new int[] {0, 1, 3, 7, 15})
            assertThat(penalties.turnOf("anna")).isEqualTo(in(soon));
        pass(Duration.ofHours(1));
        assertThat(penalties.turnOf("anna")).isEqualTo(in(0));
        pass(Duration.ofHours(1));
        assertThat(penalties.turnOf("anna")).isEqualTo(in(0));
        assertThat(penalties.turnOf("anna")).isEqualTo(notBefore(60));
    }

    @Test
    void whoWouldWaitLongIsSentAwayAndTakesNobodysTurn() {
        for (int i = 0; i < 5; i++) penalties.turnOf("anna");
        for (int i = 0; i < 100; i++) assertThat(penalties.turnOf("anna")).isEqualTo(notBefore(31));
        pass(Duration.ofSeconds(12));
        assertThat(penalties.turnOf("anna")).isEqualTo(in(19));
    }

    @Test
    void theRightSecretOfOneNameHelpsNoOther() {
        penalties.turnOf("anna");
        penalties.turnOf("mallory");
        penalties.succeeded("mallory");
        assertThat(penalties.turnOf("anna")).isEqualTo(in(1));
        assertThat(penalties.turnOf("mallory")).isEqualTo(in(0));
    }
}
