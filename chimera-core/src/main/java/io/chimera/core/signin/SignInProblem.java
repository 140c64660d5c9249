package io.chimera.core.signin;

import java.time.Instant;
import java.util.Optional;

/**
 * What is wrong, so that a page and a command can say it in the person's language.
 *
 * @param until before when it is no use to try again, if that is known
 * @param detail what the cloud or the computer said, for a kind that needs it; without secrets; may be empty
 */
public record SignInProblem(Kind kind, Optional<Instant> until, String detail) {

    /** One that needs no more words. */
    public static SignInProblem of(Kind kind) {
        return new SignInProblem(kind, Optional.empty(), "");
    }

    /** One that is only understood with what was said. */
    public static SignInProblem of(Kind kind, String detail) {
        return new SignInProblem(kind, Optional.empty(), detail);
    }

    /** What kind of thing it is. */
    public enum Kind {
        /** The application's number or hash is not one. */
        WRONG_APPLICATION,
        /** This is no telephone number. */
        WRONG_PHONE,
        /** The cloud has banned this number. */
        BANNED_PHONE,
        /** Nobody has an account with this number; Chimera makes none. */
        NO_ACCOUNT,
        WRONG_BOT_TOKEN,
        WRONG_CODE,
        /** It was right once: another is needed. */
        EXPIRED_CODE,
        WRONG_EMAIL,
        WRONG_PASSWORD,
        /** Too many tries; see {@link #until}. */
        TOO_OFTEN,
        /** The answer does not fit what was wanted. */
        NOT_WANTED,
        /** The cloud cannot be reached. */
        OFFLINE,
        /** The cloud's engine is not on this computer; the detail says why and what to do. */
        NO_ENGINE,
        /** Something on this computer is in the way: a full disk, a folder that cannot be written. */
        COMPUTER,
        /** Somebody cancelled it, or nobody went on with it. */
        CANCELLED,
        /** The cloud said something else; see {@link #detail}. */
        CLOUD
    }
}
