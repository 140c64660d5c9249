package io.chimera.telegram.signin;

import io.chimera.core.signin.SignInProblem;
import io.chimera.core.signin.SignInProblem.Kind;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** Telegram's errors (core.telegram.org/method/auth.sendCode, …signIn, …checkPassword) as problems. Pure. */
final class Complaints {

    private static final Pattern WAIT = Pattern.compile("(?:retry after |FLOOD_WAIT_)(\\d{1,9})");

    private Complaints() {}

    static SignInProblem of(int code, String message, Instant now) {
        var wait = WAIT.matcher(message);
        if (wait.find())
            return new SignInProblem(Kind.TOO_OFTEN, Optional.of(now.plusSeconds(Long.parseLong(wait.group(1)))), "");
        var kind = kind(message);
        return kind == Kind.CLOUD ? SignInProblem.of(kind, code + " " + message) : SignInProblem.of(kind);
    }

    private static Kind kind(String message) {
        return switch (message) {
            case "API_ID_INVALID",
                    "API_ID_PUBLISHED_FLOOD",
                    "Valid api_id must be provided. Can be obtained at https://my.telegram.org",
                    "Valid api_hash must be provided. Can be obtained at https://my.telegram.org" ->
                Kind.WRONG_APPLICATION;
            case "PHONE_NUMBER_INVALID" -> Kind.WRONG_PHONE;
            case "PHONE_NUMBER_BANNED", "USER_DEACTIVATED", "USER_DEACTIVATED_BAN" -> Kind.BANNED_PHONE;
            case "PHONE_NUMBER_UNOCCUPIED" -> Kind.NO_ACCOUNT;
            case "PHONE_NUMBER_FLOOD", "PHONE_PASSWORD_FLOOD" -> Kind.TOO_OFTEN;
            case "PHONE_CODE_INVALID", "PHONE_CODE_EMPTY", "CODE_INVALID", "EMAIL_VERIFY_CODE_INVALID" ->
                Kind.WRONG_CODE;
            case "PHONE_CODE_EXPIRED", "EMAIL_VERIFY_EXPIRED" -> Kind.EXPIRED_CODE;
            case "EMAIL_INVALID", "EMAIL_NOT_ALLOWED", "EMAIL_UNCONFIRMED" -> Kind.WRONG_EMAIL;
            case "PASSWORD_HASH_INVALID" -> Kind.WRONG_PASSWORD;
            case "ACCESS_TOKEN_INVALID", "ACCESS_TOKEN_EXPIRED" -> Kind.WRONG_BOT_TOKEN;
            default -> Kind.CLOUD;
        };
    }
}
