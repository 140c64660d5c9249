package io.chimera.pki.identity;

import io.chimera.core.provider.Register.Revoked;
import io.chimera.pki.step.AuthorityFailed;
import io.chimera.pki.step.AuthorityFailed.Kind;
import io.chimera.pki.step.Minter;
import io.chimera.pki.step.OneTimeToken;
import io.chimera.pki.step.StepCa;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;

/** Revokes at a step-ca, with a token made for the one certificate. */
record Revoker(StepCa ca, Minter minter, Clock clock) implements Errands.Authority {

    private static final Duration TOKEN_LIFE = Duration.ofSeconds(60);

    @Override
    public void revoke(BigInteger serial, Revoked why) throws AuthorityFailed {
        var token = OneTimeToken.toRevoke(minter, ca.revokeAudience(), serial, clock.instant(), TOKEN_LIFE);
        try {
            ca.revoke(serial, token, why.reason(), why.note());
        } catch (AuthorityFailed e) {
            if (e.kind() != Kind.ALREADY_REVOKED) throw e;
        }
    }
}
