package io.chimera.pki.identity;

import io.chimera.pki.acme.AcmeOrder;
import io.chimera.pki.step.Minter;

/** By what a service convinces the authority that it may have a certificate in its names. */
public sealed interface ServiceProof {

    /** By a token of its own making: whoever has this provisioner may name services. */
    record Token(Minter by) implements ServiceProof {}

    /** By answering at its names (ACME): nothing secret is needed, and the authority must reach the service. */
    record Acme(AcmeOrder order) implements ServiceProof {}
}
