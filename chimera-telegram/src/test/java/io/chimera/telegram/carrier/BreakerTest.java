package io.chimera.telegram.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.testing.SteppingClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BreakerTest {

    private final SteppingClock clock = new SteppingClock();
    private final Breaker breaker = new Breaker(clock);

    @Test
    void aPauseThatWasAskedForIsKept() {
        breaker.asked(Duration.ofSeconds(90), "Telegram asks for a pause");
        clock.advance(Duration.ofSeconds(89));
        assertThat(breaker.pause())
                .hasValueSatisfying(pause -> assertThat(pause.why()).isEqualTo("Telegram asks for a pause"));
        clock.advance(Duration.ofSeconds(1));
        assertThat(breaker.pause()).isEmpty();
    }

    @Test
    void afterAnHourItIsTriedAgainWhateverWasAskedFor() {
        breaker.asked(Duration.ofDays(1), "Telegram asks for a pause");
        clock.advance(Duration.ofHours(1));
        assertThat(breaker.pause()).isEmpty();
    }

    @Test
    void silenceSeveralTimesInARowIsAPauseToo() {
        for (int i = 1; i < Breaker.SILENT; i++) breaker.heardNothing();
        assertThat(breaker.pause()).isEmpty();
        breaker.sent();
        breaker.heardNothing();
        assertThat(breaker.pause()).isEmpty();
        for (int i = 1; i < Breaker.SILENT; i++) breaker.heardNothing();
        assertThat(breaker.pause()).isPresent();
    }
}
