package io.chimera.telegram.signin;

import io.chimera.core.contact.PhoneNumber;
import io.chimera.core.signin.SignInProblem;
import io.chimera.core.signin.SignInStep;
import io.chimera.core.signin.SignInStep.CodeWay;
import io.chimera.core.signin.SignInStep.WantsApplication;
import io.chimera.core.signin.SignInStep.WantsCode;
import io.chimera.core.signin.SignInStep.WantsEmail;
import io.chimera.core.signin.SignInStep.WantsEmailCode;
import io.chimera.core.signin.SignInStep.WantsPassword;
import io.chimera.core.signin.SignInStep.WantsPhone;
import io.chimera.core.signin.SignInStep.WantsScan;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** TDLib's authorization states (td_api.tl, {@code AuthorizationState}) as steps. Pure. */
final class Steps {

    private Steps() {}

    /**
     * What a state wants of the person; empty if it wants nothing of them.
     *
     * @param now to tell from how many seconds there are left when a code may be sent again
     */
    static Optional<SignInStep> of(JsonNode state, Instant now) {
        return Optional.ofNullable(
                switch (state.path("@type").asString("")) {
                    case "authorizationStateWaitPhoneNumber" -> new WantsPhone(Optional.empty());
                    case "authorizationStateWaitCode" -> code(state.path("code_info"), now);
                    case "authorizationStateWaitEmailAddress" -> new WantsEmail(Optional.empty());
                    case "authorizationStateWaitEmailCode" -> emailCode(state.path("code_info"));
                    case "authorizationStateWaitPassword" ->
                        new WantsPassword(state.path("password_hint").asString(""), Optional.empty());
                    case "authorizationStateWaitOtherDeviceConfirmation" ->
                        new WantsScan(URI.create(state.path("link").asString("")));
                    default -> null;
                });
    }

    /** The same step, after an answer that was wrong. */
    static SignInStep again(SignInStep step, SignInProblem problem) {
        var why = Optional.of(problem);
        return switch (step) {
            case WantsApplication _ -> new WantsApplication(why);
            case WantsPhone _ -> new WantsPhone(why);
            case WantsCode(var to, var way, int length, var other, var from, var _) ->
                new WantsCode(to, way, length, other, from, why);
            case WantsEmail _ -> new WantsEmail(why);
            case WantsEmailCode(var to, int length, var _) -> new WantsEmailCode(to, length, why);
            case WantsPassword(var hint, var _) -> new WantsPassword(hint, why);
            case WantsScan scan -> scan;
            case SignInStep.Preparing preparing -> preparing;
            case SignInStep.Over over -> over;
        };
    }

    private static SignInStep code(JsonNode info, Instant now) {
        var type = info.path("type");
        var next = info.path("next_type");
        int wait = info.path("timeout").asInt(0);
        return new WantsCode(
                PhoneNumber.parse(info.path("phone_number").asString("")),
                way(type),
                type.path("length").asInt(0),
                next.isObject() ? Optional.of(way(next)) : Optional.empty(),
                wait > 0 ? Optional.of(now.plusSeconds(wait)) : Optional.empty(),
                Optional.empty());
    }

    private static SignInStep emailCode(JsonNode info) {
        return new WantsEmailCode(
                info.path("email_address_pattern").asString(""),
                info.path("length").asInt(0),
                Optional.empty());
    }

    private static CodeWay way(JsonNode type) {
        return switch (type.path("@type").asString("")) {
            case "authenticationCodeTypeTelegramMessage" -> CodeWay.APP;
            case "authenticationCodeTypeSms",
                    "authenticationCodeTypeSmsWord",
                    "authenticationCodeTypeSmsPhrase",
                    "authenticationCodeTypeFirebaseAndroid",
                    "authenticationCodeTypeFirebaseIos" -> CodeWay.SMS;
            case "authenticationCodeTypeCall" -> CodeWay.CALL;
            case "authenticationCodeTypeFlashCall", "authenticationCodeTypeMissedCall" -> CodeWay.MISSED_CALL;
            case "authenticationCodeTypeFragment" -> CodeWay.FRAGMENT;
            default -> CodeWay.OTHER;
        };
    }
}
