package io.chimera.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Moments come back as they were. */
class NanosTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "1970-01-01T00:00:00.000000001Z",
                "1969-12-31T23:59:59.999999999Z",
                "1969-12-31T23:59:58.000000001Z",
                "2026-11-22T04:14:00.123456789Z",
                "2261-12-31T23:59:59.999999999Z",
                "1678-01-01T00:00:00Z",
            })
    void aMomentComesBackToTheNanosecond(String text) {
        var moment = Instant.parse(text);
        assertThat(Nanos.toInstant(Nanos.of(moment))).isEqualTo(moment);
    }

    @Test
    void theFirstAndTheLastMomentComeBack() {
        assertThat(Nanos.of(Nanos.toInstant(Long.MIN_VALUE))).isEqualTo(Long.MIN_VALUE);
        assertThat(Nanos.of(Nanos.toInstant(Long.MAX_VALUE))).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void whatAWildClockSaysIsMovedToTheNearerEnd() {
        assertThat(Nanos.of(Instant.MIN)).isEqualTo(Long.MIN_VALUE);
        assertThat(Nanos.of(Instant.MAX)).isEqualTo(Long.MAX_VALUE);
    }
}
