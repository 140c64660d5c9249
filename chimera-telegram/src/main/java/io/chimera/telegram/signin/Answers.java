package io.chimera.telegram.signin;

import io.chimera.core.signin.SignInAnswer;
import io.chimera.core.signin.SignInProblem;
import io.chimera.core.signin.SignInProblem.Kind;
import io.chimera.core.signin.SignInStep;
import io.chimera.core.signin.SignInStep.WantsCode;
import io.chimera.core.signin.SignInStep.WantsEmail;
import io.chimera.core.signin.SignInStep.WantsEmailCode;
import io.chimera.core.signin.SignInStep.WantsPassword;
import io.chimera.core.signin.SignInStep.WantsPhone;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** A person's answers, and what they are as requests of TDLib (td_api.tl). Pure. */
final class Answers {

    private static final Pattern WRITING = Pattern.compile("[\\p{L}\\p{N}]");
    private static final Pattern GAPS = Pattern.compile("[\\s\\-\\u00a0]+");

    private Answers() {}

    /** What is wrong with an answer, as far as that can be told without asking the cloud. */
    static Optional<SignInProblem> wrong(SignInStep step, SignInAnswer answer, Instant now) {
        if (!fits(step, answer)) return Optional.of(SignInProblem.of(Kind.NOT_WANTED));
        return switch (answer) {
            case SignInAnswer.Code(var code)
            when !WRITING.matcher(code).find() -> Optional.of(SignInProblem.of(Kind.WRONG_CODE));
            case SignInAnswer.AnotherCode() when step instanceof WantsCode wants -> tooEarly(wants, now);
            case SignInAnswer.Email(var address)
            when !address.contains("@") -> Optional.of(SignInProblem.of(Kind.WRONG_EMAIL));
            default -> Optional.empty();
        };
    }

    private static boolean fits(SignInStep step, SignInAnswer answer) {
        return switch (answer) {
            case SignInAnswer.Phone _, SignInAnswer.ByScanning _, SignInAnswer.BotToken _ -> step instanceof WantsPhone;
            case SignInAnswer.Code _ -> step instanceof WantsCode || step instanceof WantsEmailCode;
            case SignInAnswer.AnotherCode _ ->
                step instanceof WantsEmailCode
                        || (step instanceof WantsCode wants && wants.other().isPresent());
            case SignInAnswer.Email _ -> step instanceof WantsEmail;
            case SignInAnswer.Password _ -> step instanceof WantsPassword;
            case SignInAnswer.Application _, SignInAnswer.StartOver _ -> false;
        };
    }

    private static Optional<SignInProblem> tooEarly(WantsCode wants, Instant now) {
        return wants.otherFrom()
                .filter(now::isBefore)
                .map(from -> new SignInProblem(Kind.TOO_OFTEN, Optional.of(from), ""));
    }

    /**
     * The request for an answer that is not {@link #wrong}.
     *
     * @param named makes a request with this name
     */
    static ObjectNode request(SignInStep step, SignInAnswer answer, Function<String, ObjectNode> named) {
        return switch (answer) {
            case SignInAnswer.Phone(var number) ->
                named.apply("setAuthenticationPhoneNumber").put("phone_number", number.e164());
            case SignInAnswer.ByScanning() -> named.apply("requestQrCodeAuthentication");
            case SignInAnswer.BotToken(var token) ->
                named.apply("checkAuthenticationBotToken").put("token", token.strip());
            case SignInAnswer.Code(var code) when step instanceof WantsEmailCode -> emailCode(tidy(code), named);
            case SignInAnswer.Code(var code) ->
                named.apply("checkAuthenticationCode").put("code", tidy(code));
            case SignInAnswer.AnotherCode() -> anotherCode(named);
            case SignInAnswer.Email(var address) ->
                named.apply("setAuthenticationEmailAddress").put("email_address", address.strip());
            case SignInAnswer.Password(var password) ->
                named.apply("checkAuthenticationPassword").put("password", password);
            case SignInAnswer.Application _, SignInAnswer.StartOver _ ->
                throw new IllegalArgumentException("not for the cloud: " + answer);
        };
    }

    private static ObjectNode emailCode(String code, Function<String, ObjectNode> named) {
        var request = named.apply("checkAuthenticationEmailCode");
        request.putObject("code").put("@type", "emailAddressAuthenticationCode").put("code", code);
        return request;
    }

    private static ObjectNode anotherCode(Function<String, ObjectNode> named) {
        var request = named.apply("resendAuthenticationCode");
        request.putObject("reason").put("@type", "resendCodeReasonUserRequest");
        return request;
    }

    private static String tidy(String code) {
        return GAPS.matcher(code).replaceAll("");
    }
}
