package io.chimera.janus.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chimera.core.janus.Found;
import io.chimera.core.janus.Traffic;
import io.chimera.core.testing.Chance;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormReaderTest {

    private static final Commands COMMANDS = new Commands(Words.USUAL);

    private static FormReader reader() {
        return new FormReader(COMMANDS, new Closet());
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    @Test
    void allThreeCommandsAreFilledInAndNothingElseChanges() throws Unfillable {
        var body =
                "&a=1&&login=%5Cu&p%77=+%5cP%20&=x&mail=\\@&note=%5Cusepackage&c=C%3A%5Cusers&%zz=%4&empty=&\u00e9=%FF&=";

        assertThat(Bits.filled(reader(), body))
                .isEqualTo(body.replace("%5Cu&", encoded(Closet.user()) + "&")
                        .replace("+%5cP%20", encoded(Closet.password()))
                        .replace("\\@", encoded(Closet.address())));
    }

    @Test
    void whatIsFilledInIsReported() throws Unfillable {
        var reader = reader();
        var filling = Bits.whole(reader, Bits.bytes("user%5B%00name%5D=%5Cu&p=%5Cp2~work&x=%5C%5Cu"));

        assertThat(filling.fields())
                .containsExactly(
                        new Traffic.Field(Traffic.Part.FORM, "user[name]", Found.Value.USER),
                        new Traffic.Field(Traffic.Part.FORM, "p", Found.Value.PASSWORD));
        assertThat(filling.splices()).hasSize(3);
        assertThat(reader.found()).isEqualTo(filling.fields());
    }

    @Test
    void oneBackslashIsTakenOffWhereACommandItselfIsMeant() throws Unfillable {
        assertThat(Bits.filled(reader(), "a=%5C%5Cu&b=\\\\\\p2")).isEqualTo("a=%5Cu&b=%5C%5Cp2");
        assertThat(reader().hasFound()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=%5Cu&b=%5Cp&c=%5C%40",
                "%5Cu=%5Cu",
                "a=janusname1&b=Janus%3APa55word%21.2&c=me%40janus.invalid",
                "a=b=%5Cu&c==%5Cu",
                "%5Cu",
                "a=+%5C%75&",
                "a=%5%5Cu&b=%&c=%5"
            })
    void howeverItIsCutItIsReadTheSame(String body) throws Unfillable {
        Bits.however(FormReaderTest::reader, Bits.bytes(body));
    }

    @Test
    void namesAndHalfOfAValueAreNoCommands() throws Unfillable {
        for (var body :
                List.of("%5Cu", "%5Cu&b", "%5Cu=1", "a=b=%5Cu", "a==%5Cu", "a=%5Cu%26", "a=%5Cu%0d%0a%5Cp", "a=%255Cu"))
            assertThat(Bits.filled(reader(), body)).isEqualTo(body);
    }

    @Test
    void whatCannotBeFilledInIsToldAtTheEndAndNothingIsFilledIn() {
        var reader = reader();
        reader.read(Bits.bytes("a=%5Cu&b=%5Cp1000"), 0, 17);

        assertThatThrownBy(reader::end).isInstanceOf(Unfillable.class).hasMessageContaining("1 to 999");
        assertThat(reader.found()).hasSize(2);
    }

    @Test
    void aWardrobeThatHasNotWhatIsAskedForIsHeard() {
        var reader = new FormReader(COMMANDS, _ -> {
            throw new Unfillable("No mail domain is set.");
        });
        reader.read(Bits.bytes("a=%5C@"), 0, 6);

        assertThatThrownBy(reader::end).isInstanceOf(Unfillable.class).hasMessage("No mail domain is set.");
    }

    @Test
    void aThousandCommandsAreFilledInAndMoreAreRefused() throws Unfillable {
        assertThat(Bits.whole(reader(), Bits.bytes("a=%5Cu&".repeat(1000))).fields())
                .hasSize(1000);
        assertThatThrownBy(() -> Bits.whole(reader(), Bits.bytes("a=%5Cu&".repeat(1001))))
                .isInstanceOf(Unfillable.class);
    }

    @Test
    void longNamesAreCutAndLongValuesAreNoCommands() throws Unfillable {
        var body = "n".repeat(100_000) + "=%5Cu&a=" + "+".repeat(5000) + "%5Cp";
        var filling = Bits.whole(reader(), Bits.bytes(body));

        assertThat(filling.fields())
                .containsExactly(new Traffic.Field(Traffic.Part.FORM, "n".repeat(100), Found.Value.USER));
    }

    @Test
    void noValueBringsALineEnd() {
        var reader = new FormReader(COMMANDS, _ -> "a\r\nb");
        reader.read(Bits.bytes("a=%5Cu"), 0, 6);

        assertThatThrownBy(reader::end).isInstanceOf(IllegalStateException.class);
    }

    /** Against the JDK's own decoder, which refuses what is badly encoded. */
    @Test
    void anyFormComesOutWithTheSamePairsButForCommands() {
        Chance.rounds(Bits.BODIES, chance -> {
            var body = Bits.bytes(form(chance));
            if (chance.coin()) body = Bits.mutated(body, chance, "&=%5C\\up@+");
            List<String> expected;
            try {
                expected = pairs(body, true);
            } catch (Unfillable _) {
                Bits.refused(reader(), body);
                return;
            }
            var filled = Splices.apply(body, Bits.whole(reader(), body));

            Bits.same(filled, Splices.apply(body, Bits.inAny(reader(), body, chance)), "in bits");
            if (!pairs(filled, false).equals(expected))
                assertThat(pairs(filled, false)).isEqualTo(expected);
        });
    }

    private static String form(Chance chance) {
        var form = new StringBuilder();
        for (int pairs = chance.between(0, 6); pairs > 0; pairs--) {
            form.append(encoded(chance.text(4)));
            if (!chance.oneOf(false, false, false, true)) form.append('=');
            form.append(chance.oneOf(encoded(chance.text(8)), chance.oneOf("%5C", "\\", "%5c", "") + typed(chance)));
            if (pairs > 1 || chance.coin()) form.append('&');
        }
        return form.toString();
    }

    private static String typed(Chance chance) {
        return chance.oneOf(
                "u", "P", "%40", "@2", "p~work", "%70+", "usepackage", "%5Cp", "janusname1", "me%40janus.invalid");
    }

    private static List<String> pairs(byte[] form, boolean filling) throws Unfillable {
        var pairs = new ArrayList<String>();
        for (var pair : new String(form, StandardCharsets.ISO_8859_1).split("&", -1)) {
            int at = pair.indexOf('=');
            var value = at < 0 ? "" : decoded(pair.substring(at + 1));
            pairs.add(at < 0 ? pair : pair.substring(0, at) + "=" + (filling ? Closet.filled(COMMANDS, value) : value));
        }
        return pairs;
    }

    private static String decoded(String value) {
        try {
            var bytes = URLDecoder.decode(value, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException bad) {
            return decoded(value.replaceAll("%(?![0-9A-Fa-f]{2})", "%25"));
        }
    }
}
