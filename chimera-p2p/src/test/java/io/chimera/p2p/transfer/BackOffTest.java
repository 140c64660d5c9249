package io.chimera.p2p.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.p2p.testing.LanNode;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackOffTest {

    private static final InetSocketAddress PLACE = LanNode.at(1);

    private final BackOff backOff = new BackOff();
    private long now = -5; // such a clock counts from anywhere

    @Test
    void aPlaceThatNeverFailedMayBeTried() {
        assertThat(backOff.allows(PLACE, now)).isTrue();
    }

    @Test
    void eachFailureDoublesThePauseUpToAMinute() {
        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            backOff.failed(PLACE, now);
            pass(Duration.ofSeconds(seconds).minusNanos(1));
            assertThat(backOff.allows(PLACE, now)).isFalse();
            pass(Duration.ofNanos(1));
            assertThat(backOff.allows(PLACE, now)).isTrue();
        }
    }

    @Test
    void successEndsIt() {
        backOff.failed(PLACE, now);
        backOff.failed(PLACE, now);
        backOff.forget(PLACE);
        assertThat(backOff.allows(PLACE, now)).isTrue();
        backOff.failed(PLACE, now);
        pass(Duration.ofSeconds(1));
        assertThat(backOff.allows(PLACE, now)).isTrue();
    }

    @Test
    void courtesyIsShownOnceAndIsNoFailure() {
        backOff.hold(PLACE, Duration.ofMillis(700), now);
        assertThat(backOff.allows(PLACE, now)).isFalse();
        pass(Duration.ofMillis(700));
        backOff.hold(PLACE, Duration.ofMillis(700), now);
        assertThat(backOff.allows(PLACE, now)).isTrue();
        backOff.failed(PLACE, now);
        pass(Duration.ofSeconds(1));
        assertThat(backOff.allows(PLACE, now)).isTrue();
    }

    @Test
    void onePlacesFailureIsNotAnothers() {
        backOff.failed(PLACE, now);
        assertThat(backOff.allows(LanNode.at(2), now)).isTrue();
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
