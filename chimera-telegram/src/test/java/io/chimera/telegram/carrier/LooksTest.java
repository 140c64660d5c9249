package io.chimera.telegram.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Span;
import io.chimera.core.dialog.Style;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class LooksTest {

    private static final Style BOLD = new Style.Bold();
    private static final Style ITALIC = new Style.Italic();

    private final JsonMapper json = JsonMapper.builder().build();

    @Test
    void everyStyleHasItsNameAtTelegram() {
        var text = new Body.Text(
                "0123456789",
                List.of(
                        new Span(0, 1, BOLD),
                        new Span(1, 1, ITALIC),
                        new Span(2, 1, new Style.Underlined()),
                        new Span(3, 1, new Style.Struck()),
                        new Span(4, 1, new Style.Spoiler()),
                        new Span(5, 1, new Style.Code()),
                        new Span(6, 1, new Style.Block("")),
                        new Span(7, 1, new Style.Block("java")),
                        new Span(8, 1, new Style.Quote()),
                        new Span(9, 1, new Style.Link("https://chimera.example/"))));
        assertThat(Looks.formatted(text)
                        .path("entities")
                        .valueStream()
                        .map(entity -> entity.at("/type/@type").asString()))
                .containsExactly(
                        "textEntityTypeBold",
                        "textEntityTypeItalic",
                        "textEntityTypeUnderline",
                        "textEntityTypeStrikethrough",
                        "textEntityTypeSpoiler",
                        "textEntityTypeCode",
                        "textEntityTypePre",
                        "textEntityTypePreCode",
                        "textEntityTypeBlockQuote",
                        "textEntityTypeTextUrl");
        assertThat(Looks.of(Looks.formatted(text))).isEqualTo(text.spans());
    }

    @Test
    void aQuoteThatFoldsIsAQuote() {
        assertThat(looks("hello", entity(0, 5, "ExpandableBlockQuote")))
                .containsExactly(new Span(0, 5, new Style.Quote()));
    }

    @Test
    void whatTelegramFindsByItselfIsNoLook() {
        var kinds = List.of(
                "Url",
                "Mention",
                "Hashtag",
                "Cashtag",
                "BotCommand",
                "EmailAddress",
                "PhoneNumber",
                "BankCardNumber",
                "MentionName",
                "CustomEmoji",
                "MediaTimestamp",
                "DateTime",
                "OfTomorrow");
        var entities = kinds.stream().map(kind -> entity(0, 5, kind)).collect(Collectors.joining(","));
        assertThat(looks("hello", entities)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JavaScript://x.y/%0aalert(1)",
                "data:text/html,<script>",
                "file:///etc/passwd",
                "//chimera.example",
                "not an address",
                ""
            })
    void aLinkThatMustNotBeFollowedIsLeftOut(String url) {
        var type = "{\"@type\":\"textEntityTypeTextUrl\",\"url\":" + json.writeValueAsString(url) + "}";
        assertThat(looks("hello", "{\"offset\":0,\"length\":5,\"type\":" + type + "}," + entity(1, 2, "Bold")))
                .containsExactly(new Span(1, 2, BOLD));
    }

    @Test
    void whatDoesNotFitTheWordsIsLeftOut() {
        var odd = String.join(
                ",",
                entity(-1, 3, "Bold"),
                entity(0, 0, "Bold"),
                entity(0, -5, "Bold"),
                entity(3, 100, "Bold"),
                entity(100, 1, "Bold"),
                entity(Integer.MAX_VALUE, Integer.MAX_VALUE, "Bold"),
                entity(0, 1, "Bold"), // half of the rocket
                "{\"offset\":99999999999999,\"length\":1,\"type\":{\"@type\":\"textEntityTypeBold\"}}",
                "{\"offset\":\"x\",\"length\":{},\"type\":7}",
                "{}",
                "null",
                "5");
        assertThat(looks("🚀 up", odd + "," + entity(3, 2, "Italic"))).containsExactly(new Span(3, 2, ITALIC));
        assertThat(Looks.of(json.readTree("{\"text\":\"x\",\"entities\":5}"))).isEmpty();
    }

    @Test
    void ofAThousandLooksTheFirstHundredStay() {
        var text = "ab".repeat(1_000);
        var entities = IntStream.range(0, 1_000)
                .mapToObj(i -> entity(2 * i, 1, "Bold"))
                .collect(Collectors.joining(","));
        assertThat(looks(text, entities)).hasSize(Span.MOST).startsWith(new Span(0, 1, BOLD));
    }

    /** As TDLib cuts what is bold where a link in it begins and ends. */
    @Test
    void stretchesThatTouchAreOne() {
        assertThat(looks("words both", entity(0, 5, "Bold") + "," + entity(0, 5, "Code") + "," + entity(5, 5, "Bold")))
                .containsExactly(new Span(0, 10, BOLD), new Span(0, 5, new Style.Code()));
        assertThat(looks("quoted", entity(0, 3, "BlockQuote") + "," + entity(3, 3, "BlockQuote")))
                .hasSize(2);
    }

    @Test
    void looksEndWhereWordsThatAreTooLongAreCut() {
        var told = new Said.Words("a".repeat(5_000), List.of(new Span(10, 4_990, BOLD), new Span(4_500, 10, ITALIC)));
        assertThat(Decoding.body(told).orElseThrow().spans())
                .containsExactly(new Span(10, Body.LONGEST_TEXT - 1 - 10, BOLD));
    }

    @Test
    void theNameOfALanguageThatIsTooLongIsNotSaid() {
        var type = "{\"@type\":\"textEntityTypePreCode\",\"language\":\"" + "x".repeat(65) + "\"}";
        assertThat(looks("hello", "{\"offset\":0,\"length\":5,\"type\":" + type + "}"))
                .containsExactly(new Span(0, 5, new Style.Block("")));
    }

    @Test
    void noMessageIsLostForItsLooks() {
        var random = new Random(42);
        var kinds = List.of("Bold", "Spoiler", "Pre", "BlockQuote", "Mention");
        for (int i = 0; i < 2_000; i++) {
            var entities = IntStream.range(0, random.nextInt(8))
                    .mapToObj(_ -> entity(
                            random.nextInt(-2, 14), random.nextInt(-2, 14), kinds.get(random.nextInt(kinds.size()))))
                    .collect(Collectors.joining(","));
            assertThat(read("🚀 is it up\0?", entities).map(Body.Text::text)).contains("🚀 is it up?");
        }
    }

    @Test
    void whatTelegramMakesOfWordsLooksTheSame() {
        var written = Appearance.of(new Body.Text(
                " \tnow  bold ",
                List.of(
                        new Span(2, 3, BOLD),
                        new Span(5, 7, BOLD),
                        new Span(0, 1, ITALIC),
                        new Span(7, 4, new Style.Link("https://Chimera.example")))));
        var link = new Span(5, 4, new Style.Link("https://chimera.example/"));
        assertThat(Appearance.of(new Body.Text("now  bold", List.of(new Span(0, 9, BOLD), link))))
                .isEqualTo(written);
        assertThat(Appearance.of(new Body.Text("now  bold", List.of(new Span(0, 8, BOLD), link))))
                .isNotEqualTo(written);
        assertThat(Appearance.of(new Body.Text("now  bald", List.of(new Span(0, 9, BOLD), link))))
                .isNotEqualTo(written);
        assertThat(Appearance.of(new Body.Text("now  bold", List.of(new Span(0, 9, BOLD)))))
                .isNotEqualTo(written);
    }

    @Test
    void theOddestAddressHasAnAppearance() {
        for (var address : List.of("http:///", "tg:/", "HTTPS://İ.example/" + "İ".repeat(2_000))) {
            var text = new Body.Text("here", List.of(new Span(0, 4, new Style.Link(address))));
            assertThat(Appearance.of(text)).isEqualTo(Appearance.of(text));
        }
    }

    private List<Span> looks(String text, String entities) {
        return read(text, entities).orElseThrow().spans();
    }

    private Optional<Body.Text> read(String text, String entities) {
        var content = "{\"@type\":\"messageText\",\"text\":{\"@type\":\"formattedText\",\"text\":"
                + json.writeValueAsString(text) + ",\"entities\":[" + entities + "]}}";
        return Decoding.body((Said.Words) Decoding.said(json.readTree(content), 0));
    }

    private static String entity(int offset, int length, String type) {
        return "{\"@type\":\"textEntity\",\"offset\":" + offset + ",\"length\":" + length
                + ",\"type\":{\"@type\":\"textEntityType" + type + "\"}}";
    }
}
