package io.chimera.web.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.testing.Chance;
import io.chimera.web.dialog.ListView.Piece;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TextTest {

    @Test
    void whatWasLookedForIsMarkedAccentsAside() {
        assertThat(Snippet.of("A Planta elétrica saiu", new Sought("ELETR plan")))
                .containsExactly(
                        new Piece("A ", false),
                        new Piece("Planta", true),
                        new Piece(" ", false),
                        new Piece("elétrica", true),
                        new Piece(" saiu", false));
    }

    @Test
    void aLongTextIsCutAroundWhatWasFound() {
        var pieces = Snippet.of(
                "many words stand here before ".repeat(20) + "needle " + "and after it ".repeat(30),
                new Sought("needle"));

        assertThat(pieces).contains(new Piece("needle", true));
        assertThat(pieces.stream().mapToInt(piece -> piece.text().length()).sum())
                .isLessThan(130);
        assertThat(pieces.getFirst().text()).startsWith("…");
        assertThat(pieces.getLast().text()).endsWith("…");
    }

    @Test
    void aSnippetOfAnythingIsASnippet() {
        Chance.rounds(1_000, chance -> {
            var sought = chance.string(300);
            var text = chance.string(300) + chance.oneOf("", " " + sought) + chance.string(300);
            assertThat(Snippet.of(text, new Sought(sought)))
                    .allSatisfy(piece -> assertThat(piece.text()).isNotEmpty());
        });
    }

    @Test
    void aSearchKeepsTheListsAddresses() {
        var query = new ListQuery(ListFilter.NEAR, "o 3º & co", Optional.empty());

        assertThat(query.suffix()).isEqualTo("?filter=near&q=o%203%C2%BA%20%26%20co");
        assertThat(query.with(ListFilter.ALL)).isEqualTo("/");
        assertThat(List.of(ListFilter.named("unread"), ListFilter.named("nonsense")))
                .containsExactly(ListFilter.UNREAD, ListFilter.ALL);
    }
}
