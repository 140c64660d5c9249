package io.chimera.core.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BodyTest {

    @Test
    void theLongestTextTelegramTakesIsTaken() {
        assertThat(new Body.Text("x".repeat(Body.LONGEST_TEXT)).text()).hasSize(4096);
    }

    @ParameterizedTest
    @MethodSource
    void whatCannotBeAMessageSaysWhy(String text, UnacceptableText.Why why) {
        assertThatExceptionOfType(UnacceptableText.class)
                .isThrownBy(() -> new Body.Text(text))
                .satisfies(refused -> assertThat(refused.why()).isEqualTo(why));
    }

    static Stream<Arguments> whatCannotBeAMessageSaysWhy() {
        return Stream.of(
                Arguments.of("", UnacceptableText.Why.EMPTY),
                Arguments.of(" \n\t ", UnacceptableText.Why.EMPTY),
                Arguments.of("x".repeat(4097), UnacceptableText.Why.TOO_LONG),
                Arguments.of("half a \ud83d face", UnacceptableText.Why.NOT_TEXT),
                Arguments.of("nul\0", UnacceptableText.Why.NOT_TEXT));
    }
}
