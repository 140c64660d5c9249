package io.chimera.pki.step;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The certificate authority did not do what it was asked. The message says what, why and what to do next. */
public final class AuthorityFailed extends Exception {

    private final Kind kind;
    private final String what;

    /** @param what happened, why, and what to do next; holds nothing secret */
    public AuthorityFailed(Kind kind, String what, @Nullable Throwable cause) {
        super(what, cause);
        this.kind = kind;
        this.what = what;
    }

    static AuthorityFailed clock(Duration ahead) {
        return new AuthorityFailed(
                Kind.CLOCK_DIFFERS,
                "This computer's clock is " + words(ahead.abs()) + (ahead.isNegative() ? " behind" : " ahead of")
                        + " the certificate authority's, so that one does not believe the other's dates. Set the clock and try again.",
                null);
    }

    /** What kind of failure it is. */
    public Kind kind() {
        return kind;
    }

    /** What happened, why, and what to do next; the exception's message. */
    public String what() {
        return what;
    }

    private static String words(Duration difference) {
        if (difference.toMinutes() < 2) return difference.toSeconds() + " s";
        if (difference.toHours() < 2) return difference.toMinutes() + " min";
        return difference.toDays() < 2 ? difference.toHours() + " h" : difference.toDays() + " days";
    }

    /** The kinds that call for different next steps. */
    public enum Kind {
        /** Nobody answered. The request may have been carried out. */
        UNREACHABLE,
        /** Who answered is not the authority with the pinned root, or does not speak its language. */
        NOT_ITSELF,
        /** The clocks differ by more than the authority tolerates. */
        CLOCK_DIFFERS,
        /** Its root is no longer good, or not yet. */
        ENDED,
        /** It does not accept the proof that came with the request: a token or a certificate (401). */
        NOT_AUTHORIZED,
        /** The request itself is not one it will fulfil (400, 403, 404, 501). */
        REFUSED,
        /** The certificate was taken back before. */
        ALREADY_REVOKED,
        /** It has trouble of its own (5xx). */
        TROUBLED
    }
}
