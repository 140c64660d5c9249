package io.chimera.pki.identity;

import io.chimera.core.account.AccountId;
import io.chimera.core.identity.KeyFingerprint;
import io.chimera.pki.x509.SigningRequest;
import java.time.Instant;
import java.util.Optional;

/**
 * A question put to a person: the code that was sent to them.
 *
 * @param asker the address it was asked from
 * @param device what its owner calls the computer
 * @param wanted what the computer wants certified; empty for the first Chimera, which does not say so beforehand
 */
record Challenge(
        String id,
        AccountId person,
        String asker,
        String device,
        Optional<Wanted> wanted,
        Instant createdAt,
        Instant expiresAt) {

    /** A key, and the one request for it that is to be fulfilled. */
    record Wanted(SigningRequest.Digest request, KeyFingerprint key) {}
}
