package io.chimera.pki.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LifetimeTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration TEN_DAYS = Duration.ofHours(240);

    @Test
    void renewalIsDueAtTwoThirdsOrALittleBefore() {
        assertThat(lived(TEN_DAYS, 0).renewAt()).isEqualTo(START.plus(Duration.ofHours(160)));
        assertThat(lived(TEN_DAYS, 255).renewAt())
                .isBetween(
                        START.plus(Duration.ofHours(148)),
                        START.plus(Duration.ofHours(148).plusSeconds(1)));
        assertThat(lived(TEN_DAYS, 100).renewAt())
                .isBetween(START.plus(Duration.ofHours(148)), START.plus(Duration.ofHours(160)));
    }

    @Test
    void triesBecomeRarerUpToAnHour() {
        var life = lived(TEN_DAYS, 0);

        assertThat(life.retryAt(1, START)).isEqualTo(START.plus(Duration.ofMinutes(1)));
        assertThat(life.retryAt(2, START)).isEqualTo(START.plus(Duration.ofMinutes(2)));
        assertThat(life.retryAt(6, START)).isEqualTo(START.plus(Duration.ofMinutes(32)));
        assertThat(life.retryAt(7, START)).isEqualTo(START.plus(Duration.ofHours(1)));
        assertThat(life.retryAt(1_000_000, START)).isEqualTo(START.plus(Duration.ofHours(1)));
    }

    @Test
    void aShortLifeIsNotSleptThrough() {
        var life = lived(Duration.ofMinutes(5), 0);

        assertThat(life.retryAt(20, START)).isEqualTo(START.plus(Duration.ofSeconds(15)));
    }

    @Test
    void theFirstAndTheLastSecondCount() {
        var life = lived(TEN_DAYS, 0);

        assertThat(life.contains(START)).isTrue();
        assertThat(life.contains(START.plus(TEN_DAYS))).isTrue();
        assertThat(life.contains(START.minusMillis(1))).isFalse();
        assertThat(life.contains(START.plus(TEN_DAYS).plusMillis(1))).isFalse();
    }

    @Test
    void aLifeEndsAfterItBegins() {
        assertThatThrownBy(() -> lived(Duration.ZERO, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> lived(TEN_DAYS, 256)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Lifetime lived(Duration life, int spread) {
        return new Lifetime(START, START.plus(life), spread);
    }
}
