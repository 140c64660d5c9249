package io.chimera.telegram.carrier;

import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Span;
import io.chimera.core.dialog.Style;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How words look, in TDLib's terms and in ours. What Telegram finds in a text by itself (addresses, mentions, hashtags) is
 * no look, and what only Telegram can show is left out. Pure.
 */
final class Looks {

    private static final int LONGEST_LANGUAGE = 64;

    /** Of any other address TDLib makes one of the web, which leads elsewhere. */
    private static final Pattern TAKEN = Pattern.compile("(https?|tg):.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Far beyond any text, and any two of these can be added. */
    private static final int FARTHEST = 1_000_000;

    private Looks() {}

    /** Words as TDLib takes them. */
    static ObjectNode formatted(Body.Text body) {
        var formatted = JsonNodeFactory.instance
                .objectNode()
                .put("@type", "formattedText")
                .put("text", body.text());
        var entities = formatted.putArray("entities");
        for (var span : body.spans()) {
            entities.addObject()
                    .put("@type", "textEntity")
                    .put("offset", span.from())
                    .put("length", span.length())
                    .set("type", type(span.style()));
        }
        return formatted;
    }

    private static ObjectNode type(Style style) {
        return switch (style) {
            case Style.Bold() -> type("Bold");
            case Style.Italic() -> type("Italic");
            case Style.Underlined() -> type("Underline");
            case Style.Struck() -> type("Strikethrough");
            case Style.Spoiler() -> type("Spoiler");
            case Style.Code() -> type("Code");
            case Style.Block(var language) ->
                language.isEmpty() ? type("Pre") : type("PreCode").put("language", language);
            case Style.Quote() -> type("BlockQuote");
            case Style.Link(var address) -> type("TextUrl").put("url", address);
        };
    }

    private static ObjectNode type(String name) {
        return JsonNodeFactory.instance.objectNode().put("@type", "textEntityType" + name);
    }

    /** The looks in a {@code formattedText}; whether they fit its words is not asked here. */
    static List<Span> of(JsonNode formatted) {
        var looks = new ArrayList<Span>();
        var open = new HashMap<Style, Integer>();
        formatted
                .path("entities")
                .valueStream()
                .flatMap(entity -> span(entity).stream())
                .sorted(Comparator.comparingInt(Span::from))
                .forEach(span -> join(span, looks, open));
        return List.copyOf(looks);
    }

    /** TDLib cuts what is bold, say, where a link in it begins and ends; here it is one stretch again. */
    private static void join(Span span, List<Span> looks, Map<Style, Integer> open) {
        var before = open.get(span.style());
        if (before != null && isJoined(span.style()) && looks.get(before).end() == span.from()) {
            var first = looks.get(before);
            looks.set(before, new Span(first.from(), first.length() + span.length(), first.style()));
            return;
        }
        open.put(span.style(), looks.size());
        looks.add(span);
    }

    /** Two of these side by side look like one. */
    private static boolean isJoined(Style style) {
        return switch (style) {
            case Style.Bold _, Style.Italic _, Style.Underlined _, Style.Struck _, Style.Spoiler _ -> true;
            case Style.Code _, Style.Block _, Style.Quote _, Style.Link _ -> false;
        };
    }

    private static Optional<Span> span(JsonNode entity) {
        int from = entity.path("offset").asInt(-1);
        int length = entity.path("length").asInt(0);
        if (from < 0 || from > FARTHEST || length < 1 || length > FARTHEST) return Optional.empty();
        return style(entity.path("type")).map(style -> new Span(from, length, style));
    }

    private static Optional<Style> style(JsonNode type) {
        return switch (Decoding.type(type)) {
            case "textEntityTypeBold" -> Optional.of(new Style.Bold());
            case "textEntityTypeItalic" -> Optional.of(new Style.Italic());
            case "textEntityTypeUnderline" -> Optional.of(new Style.Underlined());
            case "textEntityTypeStrikethrough" -> Optional.of(new Style.Struck());
            case "textEntityTypeSpoiler" -> Optional.of(new Style.Spoiler());
            case "textEntityTypeCode" -> Optional.of(new Style.Code());
            case "textEntityTypePre" -> Optional.of(new Style.Block(""));
            case "textEntityTypePreCode" ->
                Optional.of(block(type.path("language").asString("")));
            case "textEntityTypeBlockQuote", "textEntityTypeExpandableBlockQuote" -> Optional.of(new Style.Quote());
            case "textEntityTypeTextUrl" -> link(type.path("url").asString(""));
            default -> Optional.empty();
        };
    }

    private static Style block(String language) {
        return new Style.Block(language.length() > LONGEST_LANGUAGE ? "" : language);
    }

    private static Optional<Style> link(String address) {
        return Style.Link.leadsSomewhere(address) ? Optional.of(new Style.Link(address)) : Optional.empty();
    }

    /** Those looks that lie before a place, cut there. */
    static List<Span> before(int end, List<Span> looks) {
        return looks.stream()
                .filter(span -> span.from() < end)
                .map(span -> new Span(span.from(), Math.min(span.length(), end - span.from()), span.style()))
                .toList();
    }

    /** The same words, with those of their links that TDLib takes for what they are. */
    static Body.Text possible(Body.Text body) {
        return with(
                body,
                style -> !(style instanceof Style.Link(var address))
                        || TAKEN.matcher(address).matches());
    }

    /** The same words without their links; empty if they have none. */
    static Optional<Body.Text> withoutLinks(Body.Text body) {
        return Optional.of(with(body, style -> !(style instanceof Style.Link))).filter(rest -> !rest.equals(body));
    }

    private static Body.Text with(Body.Text body, Predicate<Style> wanted) {
        var spans =
                body.spans().stream().filter(span -> wanted.test(span.style())).toList();
        return new Body.Text(body.text(), spans);
    }
}
