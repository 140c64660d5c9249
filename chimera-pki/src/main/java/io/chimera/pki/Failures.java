package io.chimera.pki;

import io.chimera.core.identity.EnrolmentFailed;
import io.chimera.core.identity.EnrolmentFailed.Cause;
import io.chimera.pki.step.AuthorityFailed;
import java.io.IOException;

/** What went wrong below, in the words of the port. */
final class Failures {

    private Failures() {}

    static EnrolmentFailed of(AuthorityFailed e) {
        var cause = switch (e.kind()) {
            case UNREACHABLE, NOT_ITSELF, TROUBLED, ENDED -> Cause.AUTHORITY_UNREACHABLE;
            case CLOCK_DIFFERS -> Cause.CLOCK_DIFFERS;
            case NOT_AUTHORIZED, REFUSED, ALREADY_REVOKED -> Cause.REFUSED;
        };
        return because(new EnrolmentFailed(cause, e.what()), e);
    }

    static EnrolmentFailed storage(IOException e) {
        return because(
                new EnrolmentFailed(
                        Cause.STORAGE,
                        "The keys of this account cannot be read or written, and so nothing was changed: "
                                + e.getMessage()),
                e);
    }

    static EnrolmentFailed because(EnrolmentFailed failed, Throwable cause) {
        failed.initCause(cause);
        return failed;
    }
}
