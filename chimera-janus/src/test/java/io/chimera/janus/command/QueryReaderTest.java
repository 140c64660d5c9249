package io.chimera.janus.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chimera.core.janus.Found;
import io.chimera.core.janus.Traffic;
import io.chimera.core.testing.Chance;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryReaderTest {

    private static QueryReader reader(String target) {
        return new QueryReader(new Commands(Words.USUAL), new Closet(), target);
    }

    @Test
    void theQueryIsFilledInAndThePathAndTheFragmentAreNot() throws Unfillable {
        var user = URLEncoder.encode(Closet.user(), StandardCharsets.UTF_8);
        var reader = reader("http://a.example/\\u/x=%5Cu?a=%5Cu&b=?\\u#c=%5Cu&d=\\p");

        assertThat(reader.filled()).isEqualTo("http://a.example/\\u/x=%5Cu?a=" + user + "&b=?\\u#c=%5Cu&d=\\p");
        assertThat(reader.found()).containsExactly(new Traffic.Field(Traffic.Part.QUERY, "a", Found.Value.USER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "/",
                "?",
                "/?",
                "/\\u",
                "/?\\u",
                "/?\\u=1",
                "/#?a=\\u",
                "/a=\\u",
                "a.example:443",
                "/?a=\u0101\\u",
                "/?a=\u0101&b=\\u",
                "/?q=C%3A%5Cusers%5Cp",
                "/?a=%5Cu%0d%0aX:1",
                "/?a=%00\\u",
                "/?a=%5Cu;b=1"
            })
    void targetsWithoutACommandStayAsTheyAre(String target) throws Unfillable {
        assertThat(reader(target).filled()).isEqualTo(target);
    }

    @Test
    void aCommandThatMakesNoSenseIsTold() {
        assertThat(reader("/?p=\\p0").found()).hasSize(1);
        assertThatThrownBy(reader("/?p=\\p0")::filled).isInstanceOf(Unfillable.class);
    }

    @Test
    void whateverTheTargetOnlyItsQueryChangesAndRemainsOne() {
        Chance.rounds(20_000, chance -> {
            var any = new String(chance.bytes(20), StandardCharsets.ISO_8859_1);
            var target = "/" + chance.oneOf(any, "x", "") + "?a=" + chance.oneOf(any, "\\u", "%5Cp") + "&b=\\@3";
            var filled = reader(target).filled();

            int query = filled.indexOf('?');
            assertThat(filled).startsWith(target.substring(0, query + 1));
            assertThat(filled).isNotEqualTo(target + "x");
            if (!target.contains("#")) {
                assertThat(filled).isNotEqualTo(target);
                URI.create("/?" + filled.substring(filled.lastIndexOf("b=")));
            }
        });
    }
}
