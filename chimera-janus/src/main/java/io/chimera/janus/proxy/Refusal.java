package io.chimera.janus.proxy;

import java.util.Locale;

/** Why a request is not sent on, and the status that says so. Each has a page in {@code pages.properties}. */
enum Refusal {
    MALFORMED(400),
    LINE_TOO_LONG(414),
    HEAD_TOO_LARGE(431),
    NOT_FOR_A_PROXY(400),
    HTTPS_IN_CLEAR(400),
    FOREIGN_PAGE(403),
    SIGN_IN(407),
    UNREADABLE_SIGN_IN(407),
    UNUSABLE_SIGN_IN(407),
    WRONG_SECRET(407),
    WEAK_SECRET(407),
    TOO_OFTEN(429),
    BUSY(503),
    NO_ROOM(503),
    ADDRESS(403),
    LOOP(508),
    TUNNEL_PORT(403),
    UNKNOWN_HOST(502),
    UNREACHABLE(502),
    BROKEN_ANSWER(502),
    UPSTREAM_SIGN_IN(502),
    SILENT(504),
    SLOW(408),
    MISDIRECTED(421),
    NO_LONGER(403),
    LOCKED_MEANWHILE(403),
    SITE_EXPIRED(502),
    SITE_ISSUER(502),
    SITE_NAME(502),
    SITE_TLS(502),
    SITE_WANTS_CERTIFICATE(502),
    NOT_TYPED(403),
    PLAIN_HTTP(403),
    TOO_LONG(413),
    UNUSABLE(422);

    private final int status;

    Refusal(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }

    /** Whether the client is asked to sign in. */
    boolean asksToSignIn() {
        return status == 407;
    }

    /** Whether nothing more can be asked on a connection that is looked into. */
    boolean endsWhatIsInside() {
        return switch (this) {
            case NO_LONGER, LOCKED_MEANWHILE, SITE_EXPIRED, SITE_ISSUER, SITE_NAME, SITE_TLS, SITE_WANTS_CERTIFICATE ->
                true;
            default -> false;
        };
    }

    /** How its page is called. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
