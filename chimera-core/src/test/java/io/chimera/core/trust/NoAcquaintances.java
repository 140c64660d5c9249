package io.chimera.core.trust;

import io.chimera.core.identity.PeerIdentity;

/** Blocks nobody and keeps nothing. */
public final class NoAcquaintances implements Acquaintances {

    @Override
    public boolean isBlocked(PeerIdentity peer) {
        return false;
    }

    @Override
    public void met(PeerIdentity peer) {}
}
