package io.chimera.pki.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.testing.SteppingClock;
import io.chimera.pki.identity.Limits.Rate;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThrottleTest {

    private final SteppingClock clock = new SteppingClock();
    private final Throttle throttle = new Throttle(new Rate(3, Duration.ofSeconds(10)), clock);

    @Test
    void soManyPassAtOnceAndThenOneEachInterval() {
        for (var i = 0; i < 3; i++) assertThat(throttle.pass("a")).isEmpty();
        assertThat(throttle.pass("a")).contains(Duration.ofSeconds(10));

        clock.advance(Duration.ofSeconds(9));
        assertThat(throttle.pass("a")).contains(Duration.ofSeconds(1));
        clock.advance(Duration.ofSeconds(1));
        assertThat(throttle.pass("a")).isEmpty();
        assertThat(throttle.pass("a")).contains(Duration.ofSeconds(10));
    }

    @Test
    void askingInVainCostsNothing() {
        for (var i = 0; i < 100; i++) throttle.pass("a");

        clock.advance(Duration.ofSeconds(10));

        assertThat(throttle.pass("a")).isEmpty();
    }

    @Test
    void aLongRestEarnsNoMoreThanTheFirstTime() {
        throttle.pass("a");
        clock.advance(Duration.ofDays(1));

        for (var i = 0; i < 3; i++) assertThat(throttle.pass("a")).isEmpty();
        assertThat(throttle.pass("a")).isPresent();
    }

    @Test
    void oneIsNotHinderedByAnother() {
        for (var i = 0; i < 4; i++) throttle.pass("a");

        assertThat(throttle.pass("b")).isEmpty();
    }

    @Test
    void thoseWhoCameLastAreRememberedAndNoMore() {
        for (var i = 0; i < 4; i++) throttle.pass("a");
        assertThat(throttle.pass("a")).isPresent();

        for (var i = 0; i < 10_000; i++) throttle.pass("other " + i);

        assertThat(throttle.pass("a")).isEmpty();
    }
}
