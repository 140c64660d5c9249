package io.chimera.janus.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.testing.Chance;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Our reading of JSON against Jackson's: of any body, before and after. */
class JsonFuzzTest {

    private static final Commands COMMANDS = new Commands(Words.USUAL);
    private static final JsonFactory JACKSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static JsonReader reader() {
        return new JsonReader(COMMANDS, new Closet());
    }

    @Test
    void anyBodyHasTheSameTokensBeforeAndAfterButForCommands() {
        var changed = new int[2];
        Chance.rounds(Bits.BODIES, chance -> {
            var body = Bits.bytes(chance.oneOf("", " ", "\ufeff", "\n") + json(chance, 3) + chance.oneOf("", "\n"));
            if (chance.oneOf(true, false, false)) body = Bits.mutated(body, chance, "\\\"u[]{},:0-.eE\t t\ufeff");
            changed[check(body, chance)]++;
        });
        assertThat(changed[0]).isGreaterThan(Bits.BODIES / 10);
        assertThat(changed[1]).isGreaterThan(Bits.BODIES / 10);
    }

    private static int check(byte[] body, Chance chance) throws Exception {
        var before = tokens(body);
        var expected = new ArrayList<String>();
        try {
            for (var token : before.orElse(List.of()))
                expected.add(token.startsWith("=") ? "=" + Closet.filled(COMMANDS, token.substring(1)) : token);
        } catch (Unfillable _) {
            Bits.refused(reader(), body);
            return 0;
        }
        var filling = Bits.inAny(reader(), body, chance);
        var filled = Splices.apply(body, filling);
        Bits.same(filled, Splices.apply(body, Bits.whole(reader(), body)), "at once");
        if (before.isEmpty() && !filling.isEmpty())
            throw new AssertionError("no JSON, but filled: " + new String(body, StandardCharsets.UTF_8));
        if (before.isPresent() && !tokens(filled).orElseThrow().equals(expected))
            throw new AssertionError(new String(body, StandardCharsets.UTF_8) + "\nbecomes\n"
                    + new String(filled, StandardCharsets.UTF_8));
        return filling.isEmpty() ? 0 : 1;
    }

    private static String json(Chance chance, int depth) {
        var blank = chance.oneOf("", "", "", " ", "\n\t");
        return blank
                + switch (chance.between(0, depth > 0 ? 7 : 3)) {
                    case 0 -> chance.oneOf("0", "-1", "12.50", "1e9", "-0.0E-7", "true", "false", "null");
                    case 1 -> string(chance.string(6), chance);
                    case 2, 3 -> string(typed(chance), chance);
                    case 4, 5 -> "[" + several(chance, depth, false) + blank + "]";
                    default -> "{" + several(chance, depth, true) + blank + "}";
                }
                + blank;
    }

    private static String several(Chance chance, int depth, boolean named) {
        var several = new ArrayList<String>();
        for (int count = chance.oneOf(0, 1, 2, 3); count > 0; count--)
            several.add((named ? string(chance.oneOf("a", "\\u", chance.text(3)), chance) + ":" : "")
                    + json(chance, depth - 1));
        return String.join(",", several);
    }

    private static String typed(Chance chance) {
        return chance.oneOf(
                "\\u", " \\P ", "\\@3", "\\p~ação", "\\\\u", "\\usepackage", "janusname1", "me@janus.invalid");
    }

    /** Some of it by escapes, and all that must be. Halves of characters are always. */
    private static String string(String value, Chance chance) {
        var written = new StringBuilder("\"");
        var hex = HexFormat.of();
        for (char one : value.toCharArray()) {
            if (one < ' ' || Character.isSurrogate(one) || chance.oneOf(true, false, false, false, false, false))
                written.append("\\u")
                        .append(
                                chance.coin()
                                        ? hex.toHexDigits(one)
                                        : hex.withUpperCase().toHexDigits(one));
            else if (one == '"' || one == '\\') written.append('\\').append(one);
            else written.append(one);
        }
        return written.append('"').toString();
    }

    /** Names, values and brackets; empty if it is no JSON in UTF-8. A string that is a value begins with {@code =}. */
    private static Optional<List<String>> tokens(byte[] body) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return Optional.of(tokens(text.startsWith("\ufeff") ? text.substring(1) : text));
        } catch (CharacterCodingException | JacksonException _) {
            return Optional.empty();
        }
    }

    private static List<String> tokens(String text) {
        var tokens = new ArrayList<String>();
        try (var parser = JACKSON.createParser(ObjectReadContext.empty(), text)) {
            int roots = 0;
            int depth = 0;
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (depth == 0 && ++roots > 1) throw new tools.jackson.core.exc.StreamReadException("more than one");
                if (token.isStructStart()) depth++;
                if (token.isStructEnd()) depth--;
                tokens.add((token == JsonToken.VALUE_STRING ? "=" : token.name() + " ") + parser.getString());
            }
            if (roots == 0) throw new tools.jackson.core.exc.StreamReadException("nothing");
        }
        return tokens;
    }
}
