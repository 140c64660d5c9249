package io.chimera.pki.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.pki.identity.Limits.Rate;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TurnstileTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final Turnstile turnstile = new Turnstile(new Rate(3, Duration.ofSeconds(10)));

    @Test
    void soManyPassAtOnceAndThenOneEachInterval() {
        for (var i = 0; i < 3; i++) assertThat(turnstile.pass("a", NOON)).isEmpty();

        assertThat(turnstile.pass("a", NOON)).contains(Duration.ofSeconds(10));
        assertThat(turnstile.pass("a", NOON.plusSeconds(9))).contains(Duration.ofSeconds(1));
        assertThat(turnstile.pass("b", NOON)).isEmpty();
        assertThat(turnstile.pass("a", NOON.plusSeconds(10))).isEmpty();
        assertThat(turnstile.pass("a", NOON.plusSeconds(10))).contains(Duration.ofSeconds(10));
    }

    @Test
    void aLongRestEarnsNoMoreThanTheFirstTime() {
        turnstile.pass("a", NOON);
        var later = NOON.plus(Duration.ofDays(1));

        for (var i = 0; i < 3; i++) assertThat(turnstile.pass("a", later)).isEmpty();
        assertThat(turnstile.pass("a", later)).isPresent();
    }

    @Test
    void howeverManyAskItRemembersABoundedNumberAndThoseWhoAskedLast() {
        for (var i = 0; i < 3; i++) turnstile.pass("often", NOON);
        for (var i = 0; i < 50_000; i++) {
            turnstile.pass("once " + i, NOON);
            if (i % 1_000 == 0) assertThat(turnstile.pass("often", NOON)).isPresent();
        }

        assertThat(turnstile.size()).isEqualTo(10_000);
    }
}
