package io.chimera.janus.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chimera.core.janus.Found;
import io.chimera.core.testing.Chance;
import io.chimera.janus.derive.Persona;
import io.chimera.janus.site.Site;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {

    private static final Commands COMMANDS = new Commands(Words.USUAL);

    /** As the HTML standard has it for {@code type=email}. */
    private static final String EMAIL = "[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
            + "(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*";

    @ParameterizedTest
    @CsvSource({
        "\\u,                          USER,     ,     0",
        "\\U,                          USER,     ,     0",
        "\\p,                          PASSWORD, ,     0",
        "\\P,                          PASSWORD, ,     0",
        "\\@,                          ADDRESS,  ,     0",
        "'  \\p\t\r\n',                PASSWORD, ,     0",
        "\\p2,                         PASSWORD, ,     2",
        "\\U999,                       USER,     ,     999",
        "\\u~work,                     USER,     work, 0",
        "\\@7~Work 7,                  ADDRESS,  -,    -1",
        "\\@7~Work-7,                  ADDRESS,  work-7, 7",
        "\\p~ Ação ,                   PASSWORD, ação, 0",
        "\\p~,                         PASSWORD, '',   0",
        "\\p3~,                        PASSWORD, '',   3",
        "janusname1,                   USER,     ,     0",
        "' JanusName1 ',               USER,     ,     0",
        "janusname1x2,                 USER,     ,     2",
        "janusname1xwork,              USER,     work, 0",
        "janusname1x2xwork,            USER,     work, 2",
        "janusname1x1x2,               USER,     2,    1",
        "janusname1x2work,             USER,     2work, 0",
        "Janus:Pa55word!,              PASSWORD, ,     0",
        "Janus:Pa55word!.2,            PASSWORD, ,     2",
        "Janus:Pa55word!.Work,         PASSWORD, work, 0",
        "Janus:Pa55word!.12.work,      PASSWORD, work, 12",
        "me@janus.invalid,             ADDRESS,  ,     0",
        "Me@Janus.Invalid,             ADDRESS,  ,     0",
        "me.2@janus.invalid,           ADDRESS,  ,     2",
        "me.work@janus.invalid,        ADDRESS,  work, 0",
        "me.3.a-b@janus.invalid,       ADDRESS,  a-b,  3"
    })
    void aWholeValueIsACommand(String typed, Found.Value value, String persona, int counter) {
        var reading = COMMANDS.read(typed);

        if (counter < 0) assertThat(reading).isInstanceOf(Reading.Nonsense.class);
        else
            assertThat(reading)
                    .isEqualTo(new Reading.Asked(new Command(
                            value,
                            Optional.ofNullable(persona),
                            counter == 0 ? OptionalInt.empty() : OptionalInt.of(counter))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\\",
                "u",
                "p2",
                "\\x",
                "\\usepackage",
                "\\usepackage{babel}",
                "\\par",
                "\\p{L}",
                "\\u00e9",
                "\\u0041",
                "\\u2028",
                "\\U00010000",
                "\\u-2",
                "\\p 2",
                "\\p2work",
                "C:\\users",
                "C:\\users\\p",
                "my \\p",
                "\\p \\p",
                "\\p\n\\u",
                "\\u%0d%0a",
                "\\p\u0000",
                "/p",
                "\\p٢",
                "\\u~\ufffd",
                "\\\\server\\share",
                "janusname",
                "janusname2",
                "janusname12",
                "janusname1x",
                "xjanusname1",
                "janus:pa55word!",
                "Janus:Pa55word!2",
                "Janus:Pa55word!.",
                "you@janus.invalid",
                "me@janus.invalid.example",
                "me@janus-invalid",
                "me+2@janus.invalid",
                "<me@janus.invalid>"
            })
    void whateverElseIsLeftAlone(String typed) {
        assertThat(COMMANDS.read(typed)).isEqualTo(new Reading.Plain());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\p0",
                "\\p01",
                "\\p1000",
                "\\@99999999999999",
                "\\u1000~work",
                "\\u~a b",
                "\\u~a~b",
                "\\p~../etc",
                "\\p~abcdefghijklmnopqrstuvwxyz1234567",
                "me.0@janus.invalid",
                "janusname1x1000",
                "Janus:Pa55word!.00"
            })
    void aCommandThatMakesNoSenseIsToldSoAndNotTakenForText(String typed) {
        assertThat(COMMANDS.read(typed))
                .isInstanceOfSatisfying(
                        Reading.Nonsense.class,
                        nonsense ->
                                assertThat(nonsense.why()).endsWith("is none.").contains("«"));
    }

    @ParameterizedTest
    @CsvSource({"\\\\u,      \\u", "\\\\\\P2,   \\\\P2", "' \\\\@~x ', ' \\@~x '", "\\\\p0,     \\p0"})
    void oneMoreBackslashMakesItTheTextItself(String typed, String text) {
        assertThat(COMMANDS.read(typed)).isEqualTo(new Reading.Literal(text));
    }

    @Test
    void surroundingBlanksDoNotCountHoweverManyTheyAre() {
        assertThat(COMMANDS.read(" ".repeat(4000) + "\\p" + "\n".repeat(50))).isInstanceOf(Reading.Asked.class);
        assertThat(COMMANDS.read("\\p~" + "a".repeat(4000))).isEqualTo(new Reading.Plain());
    }

    @Test
    void theWordsPassThroughThePagesChecks() {
        for (var address : new String[] {"me@janus.invalid", "me.2@janus.invalid", "me.2.work@janus.invalid"})
            assertThat(address).matches(EMAIL);
        for (var user : new String[] {"janusname1", "janusname1x2", "janusname1x2xwork"})
            assertThat(user).matches("[a-z][a-z0-9]{5,31}");
        assertThat("Janus:Pa55word!.2").matches("(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])(?=.*[^A-Za-z0-9]).{12,64}");
    }

    @Test
    void otherWordsReplaceTheUsualOnesAndEmptyOnesAreNotUsed() {
        var commands = new Commands(new Words("", "Correct.horse.22", "i-am@here.invalid"));

        assertThat(commands.read("Correct.horse.22.3")).isInstanceOf(Reading.Asked.class);
        assertThat(commands.read("i-am.3@here.invalid")).isInstanceOf(Reading.Asked.class);
        for (var usual : new String[] {"janusname1", "Janus:Pa55word!", "me@janus.invalid", "", "@"})
            assertThat(commands.read(usual)).isEqualTo(new Reading.Plain());
    }

    @ParameterizedTest
    @CsvSource({
        "ana,        Janus:Pa55word!, me@janus.invalid",
        "1janusname, Janus:Pa55word!, me@janus.invalid",
        "janusname1, Short:1a,        me@janus.invalid",
        "janusname1, Januspassword12, me@janus.invalid",
        "janusname1, Janus Pa55word!, me@janus.invalid",
        "janusname1, \\Janus:Pa55word, me@janus.invalid",
        "janusname1, Janus:Pa55word!, me@janus.example",
        "janusname1, Janus:Pa55word!, me@invalid",
        "janusname1, Janus:Pa55word!, janus.invalid"
    })
    void wordsThatPagesWouldRefuseOrThatCouldBeSomebodysAreRefused(String user, String password, String address) {
        assertThatThrownBy(() -> new Words(user, password, address))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .startsWith("The word for")
                .doesNotContain(password);
    }

    @Test
    void whatACommandNamesIsAlwaysAPersonThereCanBe() {
        Chance.rounds(20_000, chance -> {
            var typed = "\\" + chance.oneOf("u", "p", "@")
                    + chance.oneOf("", chance.between(0, 1200) + "")
                    + chance.oneOf("", "~" + chance.text(6), "~work");
            if (COMMANDS.read(typed) instanceof Reading.Asked(var command)) {
                var persona = new Persona(
                        new Site("a.example"),
                        command.persona().orElse(""),
                        command.counter().orElse(1));
                assertThat(persona.name()).isEqualTo(command.persona().orElse(""));
            }
        });
    }

    @Test
    void anyTextIsReadAndTheTextOfItsLiteralIsOneBackslashShorter() {
        Chance.rounds(20_000, chance -> {
            var typed = chance.oneOf("", " ", "\\", "\\\\", "me") + chance.string(12);
            switch (COMMANDS.read(typed)) {
                case Reading.Literal literal -> assertThat(literal.text()).hasSize(typed.length() - 1);
                case Reading.Asked _, Reading.Nonsense _, Reading.Plain _ -> {}
            }
        });
    }
}
