package io.chimera.p2p.announce;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RhythmTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void oursBeginsQuicklyAndGoesOnSteadily(int seed) {
        var rhythm = Rhythm.ours(Duration.ofSeconds(30), new Random(seed));
        assertThat(rhythm.next()).isBetween(Duration.ofMillis(50), Duration.ofMillis(150));
        assertThat(rhythm.next()).isBetween(Duration.ofMillis(250), Duration.ofMillis(750));
        assertThat(rhythm.next()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3));
        for (int i = 0; i < 1000; i++)
            assertThat(rhythm.next()).isBetween(Duration.ofSeconds(24), Duration.ofSeconds(36));
    }

    @Test
    void nodesThatStartTogetherDoNotStayTogether() {
        var one = Rhythm.ours(Duration.ofSeconds(30), new Random(1));
        var other = Rhythm.ours(Duration.ofSeconds(30), new Random(2));
        for (int i = 0; i < 20; i++) assertThat(one.next()).isNotEqualTo(other.next());
    }

    @Test
    void begunAnewItIsQuickAgain() {
        var rhythm = Rhythm.ours(Duration.ofSeconds(30), new Random(1));
        for (int i = 0; i < 10; i++) rhythm.next();
        rhythm.restart();
        assertThat(rhythm.next()).isLessThan(Duration.ofMillis(200));
    }

    @Test
    void theFirstChimerasSaysItAtOnce() {
        var rhythm = Rhythm.first(Duration.ofSeconds(5), new Random(1));
        assertThat(rhythm.next()).isZero();
        assertThat(rhythm.next()).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
    }
}
