package io.chimera.core.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.chimera.core.testing.Chance;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpanTest {

    private static final Style BOLD = new Style.Bold();

    @Test
    void whatDoesNotFitItsTextIsLeftOutAndTheWordsStay() {
        var text = new Body.Text(
                "a\uD83D\uDE80b",
                List.of(
                        new Span(0, 5, BOLD),
                        new Span(4, 1, BOLD),
                        new Span(Integer.MAX_VALUE, Integer.MAX_VALUE, BOLD),
                        new Span(2, 2, BOLD),
                        new Span(0, 2, BOLD),
                        new Span(1, 2, BOLD)));
        assertThat(text.text()).isEqualTo("a\uD83D\uDE80b");
        assertThat(text.spans()).containsExactly(new Span(1, 2, BOLD));
    }

    @Test
    void theSameLooksInAnotherOrderAreTheSameText() {
        var one = new Span(0, 2, BOLD);
        var other = new Span(0, 3, new Style.Italic());
        assertThat(new Body.Text("abc", List.of(one, other, one))).isEqualTo(new Body.Text("abc", List.of(other, one)));
    }

    @Test
    void aTextHasAHundredLooksAtMost() {
        var many = IntStream.range(0, 500).mapToObj(n -> new Span(n, 1, BOLD)).toList();
        assertThat(new Body.Text("x".repeat(500), many).spans()).hasSize(Span.MOST);
    }

    @Test
    void whateverIsClaimedFitsOrIsLeftOut() {
        Chance.rounds(5_000, chance -> {
            var text = chance.text(50);
            if (text.isBlank() || text.indexOf('\0') >= 0) return;
            var claimed = Stream.generate(() ->
                            new Span(chance.between(0, Integer.MAX_VALUE), chance.between(1, Integer.MAX_VALUE), BOLD))
                    .limit(20)
                    .toList();
            for (var span : new Body.Text(text, claimed).spans())
                assertThat(text.substring(span.from(), span.end()).codePoints()).noneMatch(SpanTest::isHalf);
        });
    }

    private static boolean isHalf(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }

    @Test
    void aStretchHasAPlaceAndALength() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Span(-1, 1, BOLD));
        assertThatIllegalArgumentException().isThrownBy(() -> new Span(0, 0, BOLD));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                " javascript:alert(1)",
                "data:text/html,x",
                "vbscript:x",
                "file:///etc/passwd",
                "//chimera.example",
                "/path",
                "chimera.example",
                "https:// chimera.example",
                ""
            })
    void whatDoesNotLeadAnywhereOrRunsSomethingIsNoLink(String address) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Style.Link(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://chimera.example",
                "HTTP://x",
                "mailto:ana@chimera.example",
                "tel:+5521",
                "tg://user?id=1"
            })
    void whatLeadsSomewhereIsALink(String address) {
        assertThat(new Style.Link(address).address()).isEqualTo(address);
    }
}
