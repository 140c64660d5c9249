package io.chimera.telegram.carrier;

import static java.util.Map.entry;

import io.chimera.core.route.Outcome;
import io.chimera.core.route.Outcome.Refused;
import io.chimera.core.route.Outcome.Unconfirmed;
import io.chimera.core.route.Outcome.Unreachable;
import io.chimera.telegram.tdlib.TdFailure;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What Telegram's "no" means for a parcel, and how a person is told. Pure. */
final class Refusals {

    private static final Map<String, String> WORDS = Map.ofEntries(
            entry("USER_IS_BLOCKED", "this person does not take messages from you in Telegram"),
            entry("YOU_BLOCKED_USER", "you have blocked this person in Telegram"),
            entry("USER_PRIVACY_RESTRICTED", "this person does not take messages from you in Telegram"),
            entry("INPUT_USER_DEACTIVATED", "this person is not in Telegram any more"),
            entry("USER_DEACTIVATED", "this person is not in Telegram any more"),
            entry("PEER_FLOOD", "Telegram does not let this account write to strangers now"),
            entry("PRIVACY_PREMIUM_REQUIRED", "this person takes messages from Telegram Premium only"),
            entry("MESSAGE_EDIT_TIME_EXPIRED", "it is too old to be changed in Telegram"),
            entry("MESSAGE_AUTHOR_REQUIRED", "only its author can change it"),
            entry("CHAT_WRITE_FORBIDDEN", "you may not write there"),
            entry("CHAT_ADMIN_REQUIRED", "only those who run it may do that"),
            entry("Have no write access to the chat", "you may not write there"));

    private static final Set<String> OF_THE_ANSWERED =
            Set.of("REPLY_MESSAGE_ID_INVALID", "REPLY_TO_INVALID", "MSG_ID_INVALID", "MESSAGE_ID_INVALID");

    /** Anything but such a name may hold a path or a number. */
    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]{2,63}");

    private static final int FLOOD = 429;
    private static final int SIGNED_OUT = 401;
    private static final int THEIR_FAULT = 500;

    private Refusals() {}

    static Outcome outcome(TdFailure failure, boolean repeatable) {
        return outcome(failure.code(), String.valueOf(failure.getMessage()), repeatable);
    }

    static boolean says(TdFailure failure, String name) {
        return String.valueOf(failure.getMessage()).contains(name);
    }

    /** Whether what stands in a new message's way is that the message it answers is gone. */
    static boolean isOfTheAnswered(String message) {
        return OF_THE_ANSWERED.contains(message);
    }

    /** @param repeatable whether trying again is harmless even if it was done */
    static Outcome outcome(int code, String message, boolean repeatable) {
        if (code == FLOOD) return new Unreachable("Telegram asks to wait a while");
        if (code == SIGNED_OUT) return new Unreachable("this account is signed out of Telegram");
        if (code >= THEIR_FAULT) return new Unconfirmed("something went wrong at Telegram", repeatable);
        return new Refused(words(code, message));
    }

    /** What a failure is called that there are no words for. */
    static String name(TdFailure failure) {
        return name(failure.code(), String.valueOf(failure.getMessage()));
    }

    private static String name(int code, String message) {
        return NAME.matcher(message).matches() ? message : Integer.toString(code);
    }

    private static String words(int code, String message) {
        var known = WORDS.get(message);
        if (known != null) return known;
        return "Telegram did not take it (" + name(code, message) + ")";
    }
}
