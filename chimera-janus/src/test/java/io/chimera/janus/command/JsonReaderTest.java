package io.chimera.janus.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chimera.core.janus.Found;
import io.chimera.core.janus.Traffic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

    private static JsonReader reader() {
        return new JsonReader(new Commands(Words.USUAL), new Closet());
    }

    private static String quoted(String value) {
        return '"' + JsonText.encoded(value) + '"';
    }

    @Test
    void stringsThatAreCommandsAreFilledInAndNothingElseChanges() throws Unfillable {
        var body = """
                 {"n":"caf\\u00e9","x":"C:\\\\users\\\\p", "login" : "\\\\u",\t"a":[1e-3,"\\u005cP",[" \\\\\\u0040 "]],
                "\\\\u":"\\\\usepackage","z":{"":"me@janus.invalid","t":true,"o":null}, "u":"\\u0075"}
                """;

        assertThat(Bits.filled(reader(), body))
                .isEqualTo(body.replace("\"\\\\u\",\t", quoted(Closet.user()) + ",\t")
                        .replace("\"\\u005cP\"", quoted(Closet.password()))
                        .replace("\" \\\\\\u0040 \"", quoted(Closet.address()))
                        .replace("\"me@janus.invalid\"", quoted(Closet.address())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"n\":\"caf\\u00e9\",\"x\":\"C:\\\\users\\\\p\"}",
                "{\"\\\\u\":1}",
                "{\"a\":\"\\\\u00e9\"}",
                "\"\\\\\\\\server\"",
                "{\"query\":\"mutation { a(p: \\\"\\\\\\\\p\\\") }\"}"
            })
    void whatOnlyLooksLikeACommandStaysByteByByte(String body) throws Unfillable {
        assertThat(Bits.filled(reader(), body)).isEqualTo(body);
    }

    @Test
    void fieldsAreCalledByTheWayToThem() throws Unfillable {
        var body = """
                {"user":{"na\\u006de":"\\\\u"},"all":[0,{"p":"\\\\p"},["x","\\\\@"]],"a\\u0000\\u202eb":"\\\\u","e":[]}""";

        assertThat(Bits.whole(reader(), Bits.bytes(body)).fields())
                .containsExactly(
                        field("user.name", Found.Value.USER),
                        field("all[1].p", Found.Value.PASSWORD),
                        field("all[2][1]", Found.Value.ADDRESS),
                        field("ab", Found.Value.USER));
        assertThat(Bits.whole(reader(), Bits.bytes("\"\\\\u\"")).fields()).containsExactly(field("", Found.Value.USER));
    }

    private static Traffic.Field field(String name, Found.Value value) {
        return new Traffic.Field(Traffic.Part.JSON, name, value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":\"\\\\u\",\"b\":[\"\\u005c\\u0075\",\"ç€😀\",-0.5e+7,false]}",
                "\"\\\\p2~a\\u00e7\u00e3o\"",
                "\ufeff[\"\\\\u\"]\n",
                "[\"\\\\u\"",
                "{\"a\":\"\\\\\\\\u\"}"
            })
    void howeverItIsCutItIsReadTheSame(String body) throws Unfillable {
        Bits.however(JsonReaderTest::reader, Bits.bytes(body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[\"\\\\u\"",
                "[\"\\\\u\"]]",
                "[\"\\\\u\"],",
                "[\"\\\\u\"] []",
                "[\"\\\\u\",]",
                "[,\"\\\\u\"]",
                "{\"a\":\"\\\\u\",}",
                "{\"a\" \"\\\\u\"}",
                "{\"a\":\"\\\\u\"]",
                "{\"\\\\u\"}",
                "{1:\"\\\\u\"}",
                "[\"\\\\u\" 1]",
                "[\"\\\\u\",01]",
                "[\"\\\\u\",1.]",
                "[\"\\\\u\",.5]",
                "[\"\\\\u\",-]",
                "[\"\\\\u\",+1]",
                "[\"\\\\u\",1e]",
                "[\"\\\\u\",1e5.0]",
                "[\"\\\\u\",nul]",
                "[\"\\\\u\",NaN]",
                "[\"\\\\u\",truefalse]",
                "[\"\\\\u\",\"\\x\"]",
                "[\"\\\\u\",\"\\u12g4\"]",
                "[\"\\\\u\",\"\t\"]",
                "['\\\\u']",
                "[\"\\\\u\"]\ufeff",
                "\ufeff\ufeff[\"\\\\u\"]",
                "[\"\\\\u\"]//",
                "\u001e[\"\\\\u\"]",
                "a=\\u"
            })
    void whatIsNoJsonGoesOnAsItIs(String body) throws Unfillable {
        assertThat(Bits.filled(reader(), body)).isEqualTo(body);
    }

    @Test
    void aMarkOfTheByteOrderIsNoHindrance() throws Unfillable {
        assertThat(Bits.filled(reader(), "\ufeff[\"\\\\u\"]")).isEqualTo("\ufeff[" + quoted(Closet.user()) + "]");
    }

    @Test
    void whatIsNotUtf8GoesOnAsItIs() throws Unfillable {
        var json = "{\"a\":\"\\\\u\",\"b\":\"é€😀\"}";
        for (var other : new java.nio.charset.Charset[] {
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE,
            StandardCharsets.UTF_16,
            StandardCharsets.UTF_32,
            StandardCharsets.ISO_8859_1
        })
            assertThat(Bits.whole(reader(), json.getBytes(other)).isEmpty())
                    .as(other.name())
                    .isTrue();
        for (var wrong : new int[][] {
            {0x80}, {0xc0, 0x80}, {0xc1, 0xbf}, {0xe0, 0x9f, 0xbf}, {0xed, 0xa0, 0x80}, {0xf0, 0x8f, 0xbf, 0xbf},
            {0xf4, 0x90, 0x80, 0x80}, {0xf5, 0x80, 0x80, 0x80}, {0xff}, {0xc3}, {0xe2, 0x82}, {0xe2, 0x28, 0xa1}
        }) {
            var text = new StringBuilder("[\"\\\\u\",\"");
            for (int code : wrong) text.append((char) code);
            var body = text.append("\"]").toString().getBytes(StandardCharsets.ISO_8859_1);
            assertThat(Bits.whole(reader(), body).isEmpty()).isTrue();
        }
    }

    @Test
    void whatTurnsOutToBeNoJsonReportsNothing() throws Unfillable {
        var reader = reader();
        var body = Bits.bytes("[\"\\\\p0\",}");
        reader.read(body, 0, 8);
        assertThat(reader.hasFound()).isTrue();
        reader.read(body, 8, 2);

        assertThat(reader.hasFound()).isFalse();
        assertThat(reader.end().isEmpty()).isTrue();
        assertThatThrownBy(() -> Bits.whole(reader(), Bits.bytes("[\"\\\\p0\"]")))
                .isInstanceOf(Unfillable.class);
    }

    @Test
    void whoComesBackFromTheDepthsIsWhereTheyWere() throws Unfillable {
        for (int depth = 30; depth < 36; depth++) {
            var deep = "[".repeat(depth) + "0,\"\\\\u\"" + "]".repeat(depth);
            var fields = Bits.whole(reader(), Bits.bytes("{\"a\":" + deep + ",\"b\":[0,\"\\\\p\"]}"))
                    .fields();

            assertThat(fields.getFirst().name()).startsWith("a[0][0]");
            assertThat(fields.getLast().name()).isEqualTo("b[1]");
        }
    }

    @Test
    void depthIsNoMatter() throws Unfillable {
        for (int depth : new int[] {10_000, 100_000}) {
            var body = "[".repeat(depth) + "\"\\\\u\"" + "]".repeat(depth);
            var filling = Bits.whole(reader(), Bits.bytes(body));
            assertThat(filling.splices()).hasSize(1);
            assertThat(filling.fields().getFirst().name()).startsWith("[0][0][0]");
            assertThat(filling.fields().getFirst().name().length()).isLessThanOrEqualTo(100);
        }
        var deeper = "[".repeat(100_001) + "\"\\\\u\"" + "]".repeat(100_001);
        assertThat(Bits.whole(reader(), Bits.bytes(deeper)).isEmpty()).isTrue();
    }

    @Test
    void aMillionKeysAndEqualOnesAreReadInOneGo() {
        var body = new StringBuilder("{\"p\":\"\\\\p\"");
        for (int i = 0; i < 1_000_000; i++) body.append(",\"k").append(i % 1000).append("\":\"v\"");
        body.append(",\"p\":\"\\\\p\"}");

        var filling = Assertions.assertTimeout(
                Duration.ofSeconds(30), () -> Bits.whole(reader(), Bits.bytes(body.toString())));
        assertThat(filling.fields())
                .containsExactly(field("p", Found.Value.PASSWORD), field("p", Found.Value.PASSWORD));
    }

    @Test
    void longStringsAreNotKept() throws Unfillable {
        var reader = reader();
        var begin = Bits.bytes("{\"" + "n".repeat(5000) + "\":\"\\\\u\",\"x\":\"");
        reader.read(begin, 0, begin.length);
        var much = new byte[1 << 16];
        java.util.Arrays.fill(much, (byte) 'x');
        for (int i = 0; i < 1000; i++) reader.read(much, 0, much.length);
        var end = Bits.bytes("\",\"y\":\"\\\\p\"}");
        reader.read(end, 0, end.length);

        assertThat(reader.end().splices().getLast().at())
                .isEqualTo(begin.length + 1000L * much.length + end.length - 5);
        assertThat(reader.found().getFirst().name()).isEqualTo("n".repeat(100));
    }
}
