package io.chimera.janus.cards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chimera.core.janus.SiteCard;
import io.chimera.core.janus.Wanted;
import io.chimera.core.testing.Chance;
import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Cards as bytes. */
class CardBytesTest {

    private static final Instant WHEN = Instant.parse("2026-11-20T14:00:00Z");

    private static SiteCard card(String rules, String note, List<Wanted> earlier, List<String> hosts) {
        return new SiteCard(
                "label",
                new Wanted("example.com", "", 999, rules),
                earlier,
                hosts,
                "2026-11-01",
                note,
                true,
                true,
                WHEN,
                WHEN.plusSeconds(3_600));
    }

    @Test
    void whateverIsOnACardComesBack() {
        Chance.rounds(300, chance -> {
            var earlier = IntStream.range(0, 4)
                    .mapToObj(n -> new Wanted("example.com", chance.text(8), 1 + n, chance.text(20)))
                    .toList();
            var card = card(chance.text(40), chance.text(40), earlier, List.of("a.example.com", "b.example.com"));
            var bytes = CardBytes.of(card);
            assertThat(bytes.length % 256).isZero();
            try {
                assertThat(CardBytes.read("label", bytes)).isEqualTo(card);
            } catch (IOException failed) {
                throw new AssertionError(failed);
            }
        });
    }

    /** Byte by byte as the page on derivation had it then. */
    @Test
    void aCardOfTheFirstVersionIsReadAndIsNotLeftAlone() throws IOException {
        var first = HexFormat.of()
                .parseHex("01" + "0003612e62" + "0000" + "0007" + "0000" + "00" + "00" + "000131" + "0000" + "01"
                        + "0000000000000e10" + "0000000000001c20" + "00".repeat(220));
        var card = CardBytes.read("label", first);
        assertThat(card.usual()).isEqualTo(new Wanted("a.b", "", 7, ""));
        assertThat(card.plainHttp()).isTrue();
        assertThat(card.leftAlone()).isFalse();
        assertThat(card.created()).isEqualTo(Instant.ofEpochSecond(3_600));
        assertThat(card.lastUsed()).isEqualTo(Instant.ofEpochSecond(7_200));
        assertThat(CardBytes.read("label", CardBytes.of(card))).isEqualTo(card);
    }

    @Test
    void whatDoesNotFitMakesRoomTheOldestFirst() throws IOException {
        var earlier = IntStream.rangeClosed(1, 8)
                .mapToObj(n -> new Wanted("example.com", "", n, "x".repeat(900)))
                .toList();
        var read = CardBytes.read("label", CardBytes.of(card("", "", earlier, List.of("a.example.com"))));

        assertThat(read.earlier())
                .hasSizeBetween(3, 4)
                .isEqualTo(earlier.subList(0, read.earlier().size()));
        assertThat(read.hosts()).hasSize(1);
        var hosts = IntStream.range(0, 16).mapToObj(n -> n + "x".repeat(250)).toList();
        assertThat(CardBytes.read("label", CardBytes.of(card("", "", List.of(), hosts)))
                        .hosts())
                .hasSizeBetween(10, 15);
        assertThatThrownBy(() -> CardBytes.of(card("あ".repeat(1_000), "あ".repeat(300), List.of(), List.of())))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
