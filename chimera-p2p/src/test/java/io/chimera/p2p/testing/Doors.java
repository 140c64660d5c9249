package io.chimera.p2p.testing;

import io.chimera.core.account.AccountId;
import io.chimera.core.identity.Revocations;
import io.chimera.core.trust.NoAcquaintances;
import io.chimera.p2p.secure.Doorkeeper;
import java.time.Clock;

/** Doorkeepers that know little. */
public final class Doors {

    private Doors() {}

    /** Lets everybody in. */
    public static Doorkeeper open() {
        return kept(Revocations.none());
    }

    /** Lets everybody in of whom these say nothing bad. */
    public static Doorkeeper kept(Revocations revocations) {
        return new Doorkeeper(new AccountId(1001), revocations, new NoAcquaintances(), Clock.systemUTC());
    }
}
