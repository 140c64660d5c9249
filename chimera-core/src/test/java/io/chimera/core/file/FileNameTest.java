package io.chimera.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.chimera.core.testing.Chance;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            report.pdf,               report.pdf
            ../../etc/passwd,         passwd
            ..\\..\\boot.ini,         boot.ini
            /,                        file
            ..,                       file
            CON,                      _CON
            con.txt,                  _con.txt
            LPT¹.log,                 _LPT¹.log
            a<b>:c|d?.txt,            abcd.txt
            .hidden,                  hidden
            trailing. . ,             trailing
            foto\u202egnp.exe,       fotognp.exe
            """)
    void whatSomebodySentBecomesOneSafeSegment(String claimed, String safe) {
        assertThat(FileName.from(claimed).value()).isEqualTo(safe);
    }

    @Test
    void aLongNameIsShortenedAndKeepsItsEnding() {
        var name = FileName.from("ã".repeat(300) + ".jpeg");
        assertThat(name.value()).endsWith(".jpeg");
        assertThat(bytes(name)).isBetween(FileName.LONGEST - 2, FileName.LONGEST);
    }

    @Test
    void anEndingOnlyCountsWhenItLooksLikeOne() {
        assertThat(FileName.from("archive.tar.GZ").extension()).isEqualTo(".gz");
        assertThat(FileName.from("v1.2 of the plan").extension()).isEmpty();
        assertThat(FileName.from("nothing").extension()).isEmpty();
    }

    @Test
    void anUnsafeNameCannotBeAValue() {
        assertThatIllegalArgumentException().isThrownBy(() -> new FileName("../x"));
    }

    @Test
    void everyNameMadeSafeStaysAsItIsAndFits() {
        Chance.rounds(10_000, chance -> staysAsItIsAndFits(FileName.from(chance.string(400))));
    }

    private static void staysAsItIsAndFits(FileName name) {
        assertThat(FileName.from(name.value())).isEqualTo(name);
        assertThat(bytes(name)).isBetween(1, FileName.LONGEST);
        assertThat(name.value()).doesNotContain("/", "\\", "\0", "..\\");
    }

    private static int bytes(FileName name) {
        return name.value().getBytes(StandardCharsets.UTF_8).length;
    }
}
