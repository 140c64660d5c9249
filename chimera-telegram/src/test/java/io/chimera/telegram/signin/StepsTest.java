package io.chimera.telegram.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.contact.PhoneNumber;
import io.chimera.core.signin.SignInProblem;
import io.chimera.core.signin.SignInProblem.Kind;
import io.chimera.core.signin.SignInStep;
import io.chimera.core.signin.SignInStep.CodeWay;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class StepsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void aCodeIsWantedWithHowItWasSentAndHowItCouldBeSentNext() {
        assertThat(step("""
                {"@type":"authorizationStateWaitCode","code_info":{"@type":"authenticationCodeInfo",
                 "phone_number":"5521990001001","type":{"@type":"authenticationCodeTypeTelegramMessage","length":5},
                 "next_type":{"@type":"authenticationCodeTypeSms","length":5},"timeout":60}}"""))
                .contains(new SignInStep.WantsCode(
                        new PhoneNumber("+5521990001001"),
                        CodeWay.APP,
                        5,
                        Optional.of(CodeWay.SMS),
                        Optional.of(NOW.plusSeconds(60)),
                        Optional.empty()));
    }

    @Test
    void whereThereIsNoOtherWayAndNothingToWaitForNoneIsTold() {
        assertThat(step("""
                {"@type":"authorizationStateWaitCode","code_info":{"phone_number":"5521990001001",
                 "type":{"@type":"authenticationCodeTypeOfTomorrow"},"timeout":0}}"""))
                .contains(new SignInStep.WantsCode(
                        new PhoneNumber("+5521990001001"),
                        CodeWay.OTHER,
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void aPasswordIsWantedWithItsHint() {
        assertThat(step("{\"@type\":\"authorizationStateWaitPassword\",\"password_hint\":\"na cozinha\"}"))
                .contains(new SignInStep.WantsPassword("na cozinha", Optional.empty()));
    }

    @Test
    void whatIsScannedIsALink() {
        assertThat(step("""
                {"@type":"authorizationStateWaitOtherDeviceConfirmation","link":"tg://login?token=AQID"}""")).contains(new SignInStep.WantsScan(URI.create("tg://login?token=AQID")));
    }

    @Test
    void anEmailCodeSaysWhereItWent() {
        assertThat(step("""
                {"@type":"authorizationStateWaitEmailCode","code_info":{"email_address_pattern":"a*@e*.org","length":6}}""")).contains(new SignInStep.WantsEmailCode("a*@e*.org", 6, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "authorizationStateWaitTdlibParameters",
                "authorizationStateReady",
                "authorizationStateClosing",
                "authorizationStateClosed",
                "authorizationStateLoggingOut",
                "authorizationStateOfTomorrow"
            })
    void otherStatesWantNothing(String state) {
        assertThat(step("{\"@type\":\"" + state + "\"}")).isEmpty();
    }

    @Test
    void aStepIsShownAgainWithWhatWasWrongAndNothingElseChanged() {
        var wrong = SignInProblem.of(Kind.WRONG_PASSWORD);
        assertThat(Steps.again(new SignInStep.WantsPassword("na cozinha", Optional.empty()), wrong))
                .isEqualTo(new SignInStep.WantsPassword("na cozinha", Optional.of(wrong)));
        assertThat(Steps.again(new SignInStep.Preparing(), wrong)).isEqualTo(new SignInStep.Preparing());
    }

    @ParameterizedTest
    @CsvSource({
        "400, PHONE_NUMBER_INVALID, WRONG_PHONE",
        "400, PHONE_NUMBER_BANNED, BANNED_PHONE",
        "400, PHONE_CODE_INVALID, WRONG_CODE",
        "400, PHONE_CODE_EXPIRED, EXPIRED_CODE",
        "400, PASSWORD_HASH_INVALID, WRONG_PASSWORD",
        "400, ACCESS_TOKEN_INVALID, WRONG_BOT_TOKEN",
        "400, API_ID_INVALID, WRONG_APPLICATION",
        "406, PHONE_NUMBER_FLOOD, TOO_OFTEN"
    })
    void whatTelegramSaysHasAWordOfOurs(int code, String message, Kind kind) {
        assertThat(Complaints.of(code, message, NOW)).isEqualTo(SignInProblem.of(kind));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Too Many Requests: retry after 3600", "FLOOD_WAIT_3600"})
    void whoIsTooQuickIsToldWhenToTryAgain(String message) {
        assertThat(Complaints.of(429, message, NOW))
                .isEqualTo(new SignInProblem(Kind.TOO_OFTEN, Optional.of(NOW.plusSeconds(3600)), ""));
    }

    @Test
    void whatHasNoWordOfOursIsRepeatedAsItWasSaid() {
        assertThat(Complaints.of(406, "UPDATE_APP_TO_LOGIN", NOW))
                .isEqualTo(SignInProblem.of(Kind.CLOUD, "406 UPDATE_APP_TO_LOGIN"));
    }

    private static Optional<SignInStep> step(String state) {
        return Steps.of(JsonMapper.builder().build().readTree(state), NOW);
    }
}
