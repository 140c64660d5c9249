package io.chimera.web.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.testing.Chance;
import io.chimera.web.dialog.ListView.Piece;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    see https://a.example/x?y=1&z=2#q, please | https://a.example/x?y=1&z=2#q
                    (http://a.example/)                       | http://a.example/
                    HTTPS://A.example!                        | HTTPS://A.example
                    """)
    void anAddressIsALinkWithoutWhatEndsTheSentence(String text, String address) {
        assertThat(TextPiece.split(text))
                .filteredOn(piece -> !piece.href().isEmpty())
                .containsExactly(new TextPiece(address, address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,x",
                "ftp://a.example",
                "http://",
                "https:a.example",
                "xhttp:/a"
            })
    void nothingElseIsALink(String text) {
        assertThat(TextPiece.split(text)).extracting(TextPiece::href).containsOnly("");
    }

    @Test
    void noCharacterIsLost() {
        Chance.rounds(1_000, chance -> {
            var text = chance.string(100) + chance.oneOf("", "http://", "https://a.example/") + chance.string(200);
            assertThat(TextPiece.split(text).stream().map(TextPiece::text).collect(Collectors.joining()))
                    .isEqualTo(text);
        });
    }

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
