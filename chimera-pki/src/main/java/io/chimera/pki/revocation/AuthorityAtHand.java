package io.chimera.pki.revocation;

import io.chimera.pki.step.AuthorityFailed;
import io.chimera.pki.step.StepCa;

/** The certificate authority, got to know when it is first asked for. */
@FunctionalInterface
public interface AuthorityAtHand {

    /** Blocks on the network at first, for at most some seconds. */
    StepCa get() throws AuthorityFailed;
}
