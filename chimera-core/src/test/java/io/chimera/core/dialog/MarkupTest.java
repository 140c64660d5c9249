package io.chimera.core.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chimera.core.testing.Chance;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkupTest {

    @Test
    void marksBecomeLooks() {
        assertThat(Markup.read("**bold** __italic__ ++under++ ~~struck~~ ||hidden|| `code`"))
                .isEqualTo(new Body.Text(
                        "bold italic under struck hidden code",
                        List.of(
                                new Span(0, 4, new Style.Bold()),
                                new Span(5, 6, new Style.Italic()),
                                new Span(12, 5, new Style.Underlined()),
                                new Span(18, 6, new Style.Struck()),
                                new Span(25, 6, new Style.Spoiler()),
                                new Span(32, 4, new Style.Code()))));
    }

    @Test
    void looksMayLieWithinEachOther() {
        assertThat(Markup.read("**all __of__ it**"))
                .isEqualTo(new Body.Text(
                        "all of it", List.of(new Span(0, 9, new Style.Bold()), new Span(4, 2, new Style.Italic()))));
    }

    @Test
    void aLinkHasWordsAndAnAddress() {
        assertThat(Markup.read("see [the plan](https://chimera.example/plan?v=2), please"))
                .isEqualTo(new Body.Text(
                        "see the plan, please",
                        List.of(new Span(4, 8, new Style.Link("https://chimera.example/plan?v=2")))));
    }

    @Test
    void whatCrossesAnotherIsNoPair() {
        assertThat(Markup.read("__a **b__ c**"))
                .isEqualTo(new Body.Text("a **b c**", List.of(new Span(0, 5, new Style.Italic()))));
    }

    @Test
    void anAddressKeepsItsCharactersEvenBetweenMarks() {
        assertThat(Markup.read("**see https://chimera.example/__a__**"))
                .isEqualTo(
                        new Body.Text("see https://chimera.example/__a__", List.of(new Span(0, 33, new Style.Bold()))));
    }

    @Test
    void aBlockOfCodeIsTakenAsItIs() {
        assertThat(Markup.read("look:\n```kotlin\nval **x** = 1\n  // `y`\n```\nok"))
                .isEqualTo(new Body.Text(
                        "look:\nval **x** = 1\n  // `y`\nok", List.of(new Span(6, 22, new Style.Block("kotlin")))));
    }

    @Test
    void linesThatBeginWithASignAreOneQuote() {
        assertThat(Markup.read("> first\n>**second**\nmine"))
                .isEqualTo(new Body.Text(
                        "first\nsecond\nmine",
                        List.of(new Span(0, 12, new Style.Quote()), new Span(6, 6, new Style.Bold()))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2 ** 3 ** 4",
                "i++; j++",
                "C++ or ++C",
                "snake__case__name",
                "**begun and not ended",
                "a | b || c | d",
                "`",
                "``",
                "[no](javascript:alert(1))",
                "[no]()",
                "[](https://chimera.example)",
                "[no](not an address)",
                "> ",
                "a > b",
                "```",
                "```\n```",
                "```not a language!\nx\n```",
                "****",
                "~~~~",
                ":-) ;-) ¯\\_(ツ)_/¯",
                "https://chimera.example/__a__/**b**",
                "--- *** ___"
            })
    void whatIsNoPairStaysAsItWasWritten(String written) {
        assertThat(Markup.read(written).text()).isEqualTo(written);
    }

    @Test
    void whatIsOnlyMarksIsWhatWasWritten() {
        assertThat(Markup.read("** **")).isEqualTo(new Body.Text("** **"));
        assertThatExceptionOfType(UnacceptableText.class).isThrownBy(() -> Markup.read("  "));
    }

    @Test
    void whateverIsWrittenLosesNothingButMarks() {
        Chance.rounds(20_000, chance -> {
            var written = written(chance);
            if (written.isBlank()) return;
            var read = Markup.read(written);
            assertThat(letters(read.text())).isEqualTo(letters(written));
            assertThat(read.spans())
                    .allSatisfy(span -> assertThat(span.end())
                            .isLessThanOrEqualTo(read.text().length()));
        });
    }

    private static String written(Chance chance) {
        var written = new StringBuilder();
        int pieces = chance.between(0, 12);
        for (int i = 0; i < pieces; i++)
            written.append(chance.oneOf(
                    "**", "__", "++", "~~", "||", "`", "```", "\n", " ", "> ", "[", "](", ")", "one", "two"));
        return written.toString();
    }

    /** Marks have none, and no addresses are written here. */
    private static String letters(String text) {
        return text.replaceAll("[^a-z]", "");
    }

    @Test
    void whatIsWrittenForATextReadsAsThatText() {
        Chance.rounds(5_000, chance -> {
            var text = text(chance);
            assertThat(Markup.read(Markup.write(text))).as(Markup.write(text)).isEqualTo(text);
        });
    }

    /** Words, some of them with looks, two of which may lie within each other. */
    private static Body.Text text(Chance chance) {
        var text = new StringBuilder();
        var spans = new ArrayList<Span>();
        int words = chance.between(1, 8);
        for (int i = 0; i < words; i++) {
            if (i > 0) text.append(chance.oneOf(" ", ", ", "\n"));
            int from = text.length();
            text.append(chance.oneOf("word", "é", "ação", "\uD83D\uDE80", "two words"));
            int length = text.length() - from;
            switch (chance.between(0, 8)) {
                case 0 -> spans.add(new Span(from, length, new Style.Bold()));
                case 1 -> spans.add(new Span(from, length, new Style.Italic()));
                case 2 -> spans.add(new Span(from, length, new Style.Underlined()));
                case 3 -> spans.add(new Span(from, length, new Style.Struck()));
                case 4 -> spans.add(new Span(from, length, new Style.Spoiler()));
                case 5 -> spans.add(new Span(from, length, new Style.Code()));
                case 6 -> spans.add(new Span(from, length, new Style.Link("https://chimera.example/" + i)));
                case 7 -> {
                    spans.add(new Span(from, length, new Style.Bold()));
                    spans.add(new Span(from, length, new Style.Struck()));
                }
                default -> {}
            }
        }
        return new Body.Text(text.toString(), spans);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "use **kwargs** here",
                "def __init__(self):",
                "> not a quote",
                "`code` and [x](https://chimera.example)",
                "```\nx\n```",
                "a \\** b",
                "\\",
                "https://chimera.example/__a__ __b__"
            })
    void wordsThatLookLikeMarksComeBackAsWords(String words) {
        var text = new Body.Text(words);
        assertThat(Markup.read(Markup.write(text))).isEqualTo(text);
    }

    @Test
    void whatIsHiddenOverSeveralLinesStaysHidden() {
        var text = new Body.Text("it is\none \ntwo", List.of(new Span(6, 8, new Style.Spoiler())));
        assertThat(Markup.read(Markup.write(text)))
                .isEqualTo(new Body.Text(
                        "it is\none \ntwo",
                        List.of(new Span(6, 3, new Style.Spoiler()), new Span(11, 3, new Style.Spoiler()))));
    }

    @Test
    void anAddressWithBracketsLeadsToTheSamePlace() {
        var text = new Body.Text("wiki", List.of(new Span(0, 4, new Style.Link("https://chimera.example/wiki/A_(b)"))));
        assertThat(Markup.read(Markup.write(text)))
                .isEqualTo(new Body.Text(
                        "wiki", List.of(new Span(0, 4, new Style.Link("https://chimera.example/wiki/A_%28b%29")))));
    }

    @Test
    void whateverTheWordsAndTheirLooksTheWordsComeBack() {
        Chance.rounds(20_000, chance -> {
            var words = written(chance);
            if (words.isBlank()) return;
            var spans = new ArrayList<Span>();
            for (int i = chance.between(0, 4); i > 0; i--) {
                int from = chance.between(0, words.length() - 1);
                spans.add(new Span(
                        from,
                        chance.between(1, words.length() - from),
                        chance.oneOf(
                                new Style.Bold(),
                                new Style.Spoiler(),
                                new Style.Code(),
                                new Style.Quote(),
                                new Style.Block(""))));
            }
            var text = new Body.Text(words, spans);
            assertThat(Markup.read(Markup.write(text)).text())
                    .as(Markup.write(text))
                    .isEqualTo(words);
        });
    }

    @Test
    void aBlockAndAQuoteAreWrittenAsTheyAreRead() {
        for (var written : List.of("look:\n```kotlin\nval x = 1\n```\nok", "> first\n> second\nmine", "```\nx\n```"))
            assertThat(Markup.write(Markup.read(written))).isEqualTo(written);
    }
}
