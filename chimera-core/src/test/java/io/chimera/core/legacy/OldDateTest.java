package io.chimera.core.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.testing.Chance;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OldDateTest {

    private static final Instant LONG_AGO = Instant.EPOCH;

    private static Instant read(String zone, String date, boolean byCloud, boolean mine, Instant before) {
        return new OldDate(ZoneId.of(zone)).read(date, byCloud, mine, before).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "America/Sao_Paulo, 2022-07-03 11:00:00,              2022-07-03T14:00:00Z",
        "America/Sao_Paulo, 2022-07-03 11:00:00.123456+00:00, 2022-07-03T14:00:00.123456Z",
        "Europe/Lisbon,     2022-07-03 11:00:00+00:00,        2022-07-03T10:00:00Z",
        "Asia/Kolkata,      2022-07-03 11:00:00+00:00,        2022-07-03T05:30:00Z",
    })
    void whatWentStraightHasTheComputersTime(String zone, String date, Instant sentAt) {
        assertThat(read(zone, date, false, true, LONG_AGO)).isEqualTo(sentAt);
        assertThat(read(zone, date, false, false, LONG_AGO)).isEqualTo(sentAt);
    }

    @ParameterizedTest
    @CsvSource({
        "America/Sao_Paulo, 2022-07-03 11:00:00+00:00, 2022-07-03T14:00:00Z",
        "Europe/Lisbon,     2022-07-03 11:00:00+00:00, 2022-07-03T11:00:00Z", // summer is not in it
        "Asia/Kolkata,      2022-07-03 11:00:00+00:00, 2022-07-03T06:00:00Z", // nor are half hours
        "UTC,               2022-07-03 11:00:00+00:00, 2022-07-03T11:00:00Z",
    })
    void whatCameFromTelegramWasMovedByWholeHours(String zone, String date, Instant sentAt) {
        assertThat(read(zone, date, true, false, LONG_AGO)).isEqualTo(sentAt);
    }

    @Test
    void whatWeSentToTelegramIsInUtcUnlessThatWouldGoBackInTime() {
        var date = "2022-07-03 11:00:00+00:00";
        var zone = "America/Sao_Paulo";
        assertThat(read(zone, date, true, true, LONG_AGO)).isEqualTo(Instant.parse("2022-07-03T11:00:00Z"));
        assertThat(read(zone, date, true, true, Instant.parse("2022-07-03T13:59:00Z")))
                .isEqualTo(Instant.parse("2022-07-03T14:00:00Z"));
        assertThat(read(zone, date, true, true, Instant.parse("2030-01-01T00:00:00Z")))
                .isEqualTo(Instant.parse("2022-07-03T11:00:00Z"));
    }

    @Test
    void anotherOffsetIsTakenAtItsWord() {
        assertThat(read("America/Sao_Paulo", "2022-07-03T11:00:00+05:30", true, false, LONG_AGO))
                .isEqualTo(Instant.parse("2022-07-03T05:30:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "None",
                "2022-07-03",
                "2022-13-03 11:00:00",
                "2022-02-30 11:00:00",
                "2022-07-03 11:00:00+99:00"
            })
    void whatIsNoDateIsNone(String date) {
        assertThat(new OldDate(ZoneId.of("UTC")).read(date, true, true, LONG_AGO))
                .isEmpty();
    }

    @Test
    void nothingThatIsWrittenThereIsAnError() {
        var dates = new OldDate(ZoneId.of("America/Sao_Paulo"));
        Chance.rounds(
                2_000,
                chance -> dates.read(
                        chance.oneOf(
                                chance.string(30),
                                "%04d-%02d-%02d %02d:%02d:%02d+%02d:%02d"
                                        .formatted(
                                                chance.between(0, 9999),
                                                chance.between(0, 13),
                                                chance.between(0, 32),
                                                chance.between(0, 25),
                                                chance.between(0, 61),
                                                chance.between(0, 61),
                                                chance.between(0, 20),
                                                chance.between(0, 61))),
                        chance.coin(),
                        chance.coin(),
                        LONG_AGO));
    }
}
