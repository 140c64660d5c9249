package io.chimera.pki.identity;

import io.chimera.core.account.AccountId;
import io.chimera.pki.x509.SigningRequest;
import java.time.Instant;

/**
 * A question put to a person: the code that was sent to them.
 *
 * @param asker the address it was asked from
 * @param request what the person's computer wants certified
 */
record Challenge(
        String id,
        AccountId person,
        String asker,
        SigningRequest.Digest request,
        Instant createdAt,
        Instant expiresAt) {}
