package io.chimera.web.provider;

import io.chimera.core.provider.Register.Issuance;
import java.time.Instant;

/** What a certified key is worth now. */
enum Validity {
    /** A certificate of it is good. */
    GOOD,
    /** Its last known certificate has ended. */
    ENDED,
    /** It was taken back. */
    REVOKED,
    /** The code was right, and no certificate that came of it was seen. */
    UNSEEN;

    static Validity of(Issuance issuance, Instant now) {
        if (issuance.revoked().isPresent()) return REVOKED;
        return issuance.until().map(end -> end.isAfter(now) ? GOOD : ENDED).orElse(UNSEEN);
    }
}
