package io.chimera.janus.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chimera.core.janus.Found;
import io.chimera.core.janus.Traffic;
import io.chimera.core.testing.Chance;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasicSignInTest {

    private static final Wardrobe WARDROBE =
            command -> command.value() + "é" + command.counter().orElse(0);

    private static BasicSignIn signIn(String header) {
        return new BasicSignIn(new Commands(Words.USUAL), WARDROBE, header);
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void eachHalfMayBeACommand() throws Unfillable {
        assertThat(signIn(basic("\\u:\\p2")).filled()).isEqualTo(basic("USERé0:PASSWORDé2"));
        assertThat(signIn(basic("anna:\\p")).filled()).isEqualTo(basic("anna:PASSWORDé0"));
        assertThat(signIn(basic("\\@:a:\\p")).filled()).isEqualTo(basic("ADDRESSé0:a:\\p"));
        assertThat(signIn(basic("janusname1:Janus:Pa55word!")).filled()).isEqualTo(basic("USERé0:PASSWORDé0"));
        assertThat(signIn("bASIC  " + basic("\\u:x").substring(6)).filled())
                .isEqualTo("bASIC  " + basic("USERé0:x").substring(6));
        assertThat(signIn(basic("\\\\u:\\p")).filled()).isEqualTo(basic("\\u:PASSWORDé0"));
    }

    @Test
    void bothHalvesAreReportedAndOneSpliceFillsThem() throws Unfillable {
        var filling = signIn(basic("\\u:\\p")).filling();

        assertThat(filling.splices())
                .singleElement()
                .satisfies(splice -> assertThat(splice.at()).isEqualTo(6));
        assertThat(filling.fields())
                .containsExactly(
                        new Traffic.Field(Traffic.Part.BASIC, "", Found.Value.USER),
                        new Traffic.Field(Traffic.Part.BASIC, "", Found.Value.PASSWORD));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Basic",
                "Basic ",
                "Basic !!!",
                "Basic =",
                "Bearer XHU6XHA=",
                "Basic XHU6XHA= x",
                "Basic XHU",
                "Basic XHV1",
                "Basic XHU6XHA===",
                "XBasic XHU6XHA=",
                "Basic\tXHU6XHA="
            })
    void whatIsNoSignInStaysAsItIs(String header) throws Unfillable {
        assertThat(signIn(header).filled()).isEqualTo(header);
        assertThat(signIn(header).found()).isEmpty();
    }

    @Test
    void aSignInWithoutPaddingIsReadAndAVeryLongOneIsNot() throws Unfillable {
        assertThat(signIn("Basic XHU6XHA").filled()).isEqualTo(basic("USERé0:PASSWORDé0"));
        assertThat(signIn(basic("x".repeat(65_536) + ":\\p")).found()).isEmpty();
    }

    @Test
    void aNameCannotHaveAColonAndNoCommandIsGuessed() {
        var colon = new BasicSignIn(new Commands(Words.USUAL), _ -> "a:b", basic("\\p:x"));
        assertThatThrownBy(colon::filled).isInstanceOf(Unfillable.class).hasMessageContaining("colon");

        var nonsense = signIn(basic("x:\\p1000"));
        assertThat(nonsense.found()).hasSize(1);
        assertThatThrownBy(nonsense::filled).isInstanceOf(Unfillable.class);
    }

    @Test
    void anyBytesBesideACommandStayAsTheyAre() {
        Chance.rounds(20_000, chance -> {
            var password = chance.bytes(20);
            var pair = new ByteArrayOutputStream();
            pair.writeBytes(Bits.bytes("\\u:"));
            pair.writeBytes(password);
            var header = "Basic " + Base64.getEncoder().encodeToString(pair.toByteArray());
            var filled = Base64.getDecoder().decode(signIn(header).filled().substring(6));

            assertThat(new String(filled, StandardCharsets.ISO_8859_1))
                    .isEqualTo(new String(Bits.bytes("USERé0:"), StandardCharsets.ISO_8859_1)
                            + new String(password, StandardCharsets.ISO_8859_1));
        });
    }
}
