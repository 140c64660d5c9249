package io.chimera.web.words;

import static io.chimera.web.testing.Speech.english;
import static io.chimera.web.testing.Speech.portuguese;
import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.testing.SteppingClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    private static final Instant NOON = SteppingClock.NOON;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0          | 0 B
                    999        | 999 B
                    1000       | 1 kB
                    8400000    | 8.4 MB
                    84_        | 84 B
                    5800000000 | 5.8 GB
                    """)
    void sizesHaveThreeDigitsAndAUnit(String bytes, String said) {
        assertThat(english().figures().size(Long.parseLong(bytes.replace("_", ""))))
                .isEqualTo(said);
    }

    @Test
    void numbersAreWrittenAsTheLanguageDoes() {
        assertThat(portuguese().figures().size(8_400_000)).isEqualTo("8,4 MB");
        assertThat(portuguese().figures().part(3_540_000_000L, 5_800_000_000L)).isEqualTo("3,54 de 5,8 GB");
    }

    @Test
    void durationsNameTheirTwoLargestUnits() {
        var figures = english().figures();

        assertThat(figures.duration(Duration.ofSeconds(23))).isEqualTo("23 s");
        assertThat(figures.duration(Duration.ofSeconds(83))).isEqualTo("1 min 23 s");
        assertThat(figures.duration(Duration.ofHours(139))).isEqualTo("5 days 19 h");
        assertThat(figures.duration(Duration.ofSeconds(-1))).isEqualTo("0 s");
    }

    @Test
    void aMomentIsToldAsShortAsTodayAllows() {
        var moments = english().moments();

        assertThat(moments.briefly(NOON, NOON)).isEqualTo("12:00");
        assertThat(moments.briefly(NOON.minus(Duration.ofDays(1)), NOON)).isEqualTo("yesterday");
        assertThat(moments.briefly(NOON.minus(Duration.ofDays(3)), NOON)).isEqualTo("Mon");
        assertThat(moments.briefly(NOON.minus(Duration.ofDays(40)), NOON)).isEqualTo("22 Nov 2025");
        assertThat(moments.briefly(NOON.plus(Duration.ofDays(2)), NOON)).isEqualTo("3 Jan");
    }

    @Test
    void aDayIsAHeading() {
        assertThat(english().moments().heading(NOON, NOON)).isEqualTo("Today, 1 January");
        assertThat(portuguese().moments().heading(NOON.minus(Duration.ofDays(1)), NOON))
                .isEqualTo("Ontem, 31 de dezembro de 2025");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    pt-BR,pt;q=0.9,en;q=0.8 | PORTUGUESE
                    pt-PT                   | PORTUGUESE
                    en-GB                   | ENGLISH
                    de, fr;q=0.9            | ENGLISH
                    fr, pt;q=0.5, en;q=0.4  | PORTUGUESE
                    pt;q=0, en              | ENGLISH
                    ;;;;                    | ENGLISH
                    """)
    void theFirstLanguageThatIsSpokenHereIsSpoken(String header, Language spoken) {
        assertThat(Language.accepted(header)).isEqualTo(spoken);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Ana Figueira           | AF
                    Mãe                    | M
                    Birthday 🎂 surprise 🎉 | B🎉
                    <script>               | ?
                    Escola <script>        | E
                    ياسمين السعيد            | يا
                    """)
    void aFaceHasTheInitialsTheEyeExpects(String name, String initials) {
        assertThat(Face.of(1001, name, false).initials()).isEqualTo(initials);
    }
}
