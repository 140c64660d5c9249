package io.chimera.telegram.carrier;

import static io.chimera.telegram.carrier.ScriptedObjects.object;

import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Span;
import io.chimera.core.dialog.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Words as the script has them, with {@code textEntity} objects. */
record ScriptedText(String words, List<JsonNode> entities) {

    private static final Map<Style, String> PLAIN = Map.of(
            new Style.Bold(), "textEntityTypeBold",
            new Style.Italic(), "textEntityTypeItalic",
            new Style.Underlined(), "textEntityTypeUnderline",
            new Style.Struck(), "textEntityTypeStrikethrough",
            new Style.Spoiler(), "textEntityTypeSpoiler",
            new Style.Code(), "textEntityTypeCode",
            new Style.Quote(), "textEntityTypeBlockQuote");

    static ScriptedText plain(String words) {
        return new ScriptedText(words, List.of());
    }

    /** As TDLib tells of words that look like this. */
    static ScriptedText of(Body.Text text) {
        var entities = new ArrayList<JsonNode>();
        for (var span : text.spans()) {
            var entity = object("textEntity").put("offset", span.from()).put("length", span.length());
            entity.set("type", type(span.style()));
            entities.add(entity);
        }
        return new ScriptedText(text.text(), entities);
    }

    private static ObjectNode type(Style style) {
        return switch (style) {
            case Style.Block(var language) -> object("textEntityTypePreCode").put("language", language);
            case Style.Link(var address) -> object("textEntityTypeTextUrl").put("url", address);
            case Style plain -> object(PLAIN.get(plain));
        };
    }

    /** What they look like; fails on a look that a test cannot name. */
    Body.Text body() {
        return new Body.Text(
                words,
                entities.stream()
                        .map(entity -> new Span(
                                entity.path("offset").asInt(),
                                entity.path("length").asInt(),
                                style(entity.path("type"))))
                        .toList());
    }

    private static Style style(JsonNode type) {
        var name = type.path("@type").asString("");
        return switch (name) {
            case "textEntityTypePreCode" ->
                new Style.Block(type.path("language").asString());
            case "textEntityTypeTextUrl" -> new Style.Link(type.path("url").asString());
            default ->
                PLAIN.entrySet().stream()
                        .filter(entry -> entry.getValue().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .getKey();
        };
    }

    /** What TDLib makes of a {@code formattedText}: nothing around it, nothing that cannot be seen, and looks moved along. */
    static ScriptedText cleaned(JsonNode formatted) {
        var given = formatted.path("text").asString("");
        var kept = new StringBuilder();
        var places = new int[given.length() + 1];
        for (int i = 0; i < given.length(); i++) {
            places[i] = kept.length();
            char one = given.charAt(i);
            if (one != '\r' && one != '\u2028') kept.append(one == '\t' ? ' ' : one);
        }
        places[given.length()] = kept.length();
        int before = kept.length() - kept.toString().stripLeading().length();
        var words = kept.toString().strip();
        var entities = new ArrayList<JsonNode>();
        for (var entity : formatted.path("entities")) {
            int offset = entity.path("offset").asInt();
            int from = Math.max(0, places[offset] - before);
            int to = Math.min(
                    words.length(), places[offset + entity.path("length").asInt()] - before);
            var moved = ((ObjectNode) entity.deepCopy()).put("offset", from).put("length", to - from);
            if (moved.path("type") instanceof ObjectNode type && type.has("url"))
                type.put("url", webAddress(type.path("url").asString()));
            if (to > from) entities.add(moved);
        }
        return new ScriptedText(words, entities);
    }

    /** What TDLib makes of any address. */
    private static String webAddress(String address) {
        return address.startsWith("http") ? address : "http://" + address;
    }

    ObjectNode node() {
        var node = object("formattedText").put("text", words);
        var all = node.putArray("entities");
        entities.forEach(entity -> all.add(entity.deepCopy()));
        return node;
    }
}
