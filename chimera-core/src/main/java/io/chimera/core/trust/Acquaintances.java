package io.chimera.core.trust;

import io.chimera.core.identity.PeerIdentity;

/** Port that carriers call: what one account holds of those who prove themselves to it. Thread-safe. */
public interface Acquaintances {

    /** Whether the account does not talk directly to whoever holds this key. */
    boolean isBlocked(PeerIdentity peer);

    /** Somebody proved who they are and is talked to: their key is kept, and told of if they had another before. */
    void met(PeerIdentity peer);
}
