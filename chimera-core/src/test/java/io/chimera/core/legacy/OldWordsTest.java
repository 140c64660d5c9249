package io.chimera.core.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.account.AccountId;
import io.chimera.core.dialog.Body;
import io.chimera.core.legacy.LegacyRow.LegacyMessage;
import io.chimera.core.testing.Chance;
import io.chimera.core.testing.People;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the first Chimera's texts mean, and how its messages are named. */
class OldWordsTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "it''s,it's",
                "it's,it's",
                "''''a'''',''a''",
                "a''b'c,a''b'c",
                "\"\"x\"\" y\",\"\"x\"\" y\"",
                "plain,plain"
            })
    void doubledMarksAreHalved(String stored, String meant) {
        assertThat(OldWords.undoubled(stored)).isEqualTo(meant);
    }

    @Test
    void doublingAndHalvingGivesTheSame() {
        Chance.rounds(1_000, chance -> {
            var text = chance.text(50);
            assertThat(OldWords.undoubled(text.replace("'", "''").replace("\"", "\"\"")))
                    .isEqualTo(text);
        });
    }

    @Test
    void anyTextBecomesPiecesThatCanBeMessages() {
        Chance.rounds(300, chance -> {
            var text = chance.string(20_000);
            var pieces = OldWords.pieces(text);
            assertThat(pieces).allMatch(piece -> piece.text().length() <= Body.LONGEST_TEXT);
            if (text.isBlank()) assertThat(pieces).isEmpty();
        });
        Chance.rounds(300, chance -> {
            var text = "x" + chance.text(20_000).replace("\0", "").replaceAll("\\s", ".");
            assertThat(OldWords.pieces(text).stream().map(Body.Text::text).collect(Collectors.joining()))
                    .isEqualTo(text);
        });
    }

    @Test
    void aPathIsReadInEveryWayItsDashesAllowTheLongestFirst() {
        assertThat(FileReference.in("/x/imagens_chimera/a - b.png - c - d", false))
                .extracting(FileReference::name)
                .containsExactly("a - b.png - c - d", "a - b.png - c", "a - b.png", "a");
        assertThat(FileReference.in("C:\\x\\arquivos_chimera\\a.pdf - two\nlines", false))
                .containsExactly(new FileReference("C:\\x\\arquivos_chimera\\a.pdf", "two\nlines"));
    }

    @Test
    void onlyPathsAreFiles() {
        for (var text :
                List.of("imagens_chimera/a.png", "see /x/imagens_chimera/a.png", "/x/imagens_chimera/", "", "-"))
            assertThat(FileReference.in(text, true)).as(text).isEmpty();
        assertThat(FileReference.in("/home/ana/a.txt", false)).isEmpty();
        assertThat(FileReference.in("/home/ana/a.txt", true)).hasSize(1);
        assertThat(FileReference.in("/start", true)).isEmpty();
        assertThat(FileReference.in("/x/imagens_chimera/..", true)).isEmpty();
        Chance.rounds(1_000, chance -> FileReference.in("/" + chance.string(60), chance.coin()));
    }

    @Test
    void aMessagesNameIsItsOwnAndAlwaysTheSame() {
        var cloud = new LegacyMessage(1, 7, 1002, 1001, "2022", "a");
        assertThat(OldNames.of(People.ANA, cloud, 0)).hasToString("f9833cfb-9da6-86d3-91d5-2659ec61b994");
        var names = new HashSet<Object>();
        for (var message : List.of(
                cloud,
                new LegacyMessage(1, 8, 1002, 1001, "2022", "a"),
                new LegacyMessage(1, 7, 1003, 1001, "2022", "a"),
                new LegacyMessage(1, -1, 1002, 1001, "2022", "a"),
                new LegacyMessage(1, -1, 1002, 1003, "2022", "a"),
                new LegacyMessage(1, -1, 1002, 1001, "2023", "a"),
                new LegacyMessage(1, -1, 1002, 1001, "2022", "b"))) {
            for (int piece = 0; piece < 3; piece++) names.add(OldNames.of(People.ANA, message, piece));
            names.add(OldNames.of(new AccountId(1), message, 0));
        }
        assertThat(names).hasSize(28);
        assertThat(OldNames.of(People.ANA, new LegacyMessage(9, 7, 1002, 5, "edited", "since"), 0))
                .isEqualTo(OldNames.of(People.ANA, cloud, 0));
    }

    @Test
    void namesAreUuidsOfTheEighthKind() {
        Chance.rounds(500, chance -> {
            var id = OldNames.of(
                            People.ANA,
                            new LegacyMessage(
                                    1,
                                    chance.number(),
                                    chance.number(),
                                    chance.number(),
                                    chance.text(9),
                                    chance.text(9)),
                            chance.between(0, 9))
                    .value();
            assertThat(id.version()).isEqualTo(8);
            assertThat(id.variant()).isEqualTo(2);
        });
    }
}
