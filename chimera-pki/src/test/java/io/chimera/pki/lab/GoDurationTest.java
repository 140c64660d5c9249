package io.chimera.pki.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GoDurationTest {

    @Test
    void goDurationsAreRead() {
        assertThat(GoDuration.parse("240h")).contains(Duration.ofHours(240));
        assertThat(GoDuration.parse("1h30m")).contains(Duration.ofMinutes(90));
        assertThat(GoDuration.parse("1.5s")).contains(Duration.ofMillis(1500));
        assertThat(GoDuration.parse("5m0s")).contains(Duration.ofMinutes(5));
        assertThat(GoDuration.parse("250ms3us7ns")).contains(Duration.ofNanos(250_003_007));
        assertThat(GoDuration.parse("-2h")).contains(Duration.ofHours(-2));
        assertThat(GoDuration.parse("999999999h999999999h")).contains(Duration.ofHours(1_999_999_998));
    }

    @Test
    void whatGoDoesNotKnowIsNotRead() {
        for (var text : new String[] {"", "10d", "1w", "5", "h", "1h 2m", "1,5s", "1h".repeat(30), "2026-01-01"}) {
            assertThat(GoDuration.parse(text)).as(text).isEmpty();
        }
    }

    @Test
    void goDurationsAreWritten() {
        assertThat(GoDuration.text(Duration.ofHours(264).plusMinutes(1))).isEqualTo("264h1m0s");
    }
}
