package io.chimera.pki.step;

/** Whose signature on a one-time token a step-ca accepts: one of its provisioners, with what proves to be it. */
public sealed interface Minter permits ProvisionerKey, ProvisionerChain {

    /** The provisioner's name at the authority, exactly. */
    String provisioner();

    /** What a token of this kind names as its audience, where the authority's is {@code https://host:port/1.0/sign}. */
    String audience(String plain);
}
