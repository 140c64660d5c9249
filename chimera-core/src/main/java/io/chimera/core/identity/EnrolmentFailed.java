package io.chimera.core.identity;

import java.time.Duration;
import java.util.Optional;

/** A step towards a certificate did not succeed. Nothing that was obtained before is lost. */
public final class EnrolmentFailed extends Exception {

    private final Cause reason;
    private final Optional<Duration> retryAfter;

    /**
     * @param reason what kind of failure, for pages that explain it in the reader's language
     * @param what happened, in a sentence for logs and the command line; holds no code, token or key
     */
    public EnrolmentFailed(Cause reason, String what) {
        this(reason, what, Optional.empty());
    }

    /** @param retryAfter how long to wait before the same step is worth repeating */
    public EnrolmentFailed(Cause reason, String what, Optional<Duration> retryAfter) {
        super(what);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    /** What kind of failure it is. */
    public Cause reason() {
        return reason;
    }

    /** How long to wait, where the other end said so. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    /** What kinds of failure a person can do something about. */
    public enum Cause {
        /** The code is not the one that was sent, or its challenge is over after too many tries or too long a time. */
        WRONG_CODE,
        /** No code was asked for, or the one asked for has expired: ask for another. */
        NO_CHALLENGE,
        /** Too many requests: wait. */
        RATE_LIMITED,
        /** The identity provider does not answer, or not as itself. */
        PROVIDER_UNREACHABLE,
        /** No certificate authority is set. */
        NO_AUTHORITY,
        /** The certificate authority does not answer, or not as itself. */
        AUTHORITY_UNREACHABLE,
        /** This computer's clock and the authority's differ too much. */
        CLOCK_DIFFERS,
        /** The other end understood and said no. */
        REFUSED,
        /** There is no certificate that this step could start from. */
        NOT_CERTIFIED,
        /** The files that were given are not what neighbours would accept. */
        UNUSABLE_FILES,
        /** The new key or certificate could not be written to disk. */
        STORAGE
    }
}
