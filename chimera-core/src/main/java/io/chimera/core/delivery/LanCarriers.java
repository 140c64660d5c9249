package io.chimera.core.delivery;

import io.chimera.core.account.AccountId;
import io.chimera.core.arrival.Arrivals;
import io.chimera.core.identity.Credentials;
import io.chimera.core.transfer.Transfers;
import io.chimera.core.trust.Acquaintances;
import io.chimera.core.twin.Twins;

/** Port: makes each account's place on the LAN. */
@FunctionalInterface
public interface LanCarriers {

    /**
     * A place for an account, not taking part yet. What neighbours bring goes to its arrivals; what they ask, and are
     * asked, about messages that may have come by both ways is its twins' matter; who is talked to at all, its
     * acquaintances'.
     */
    LanCarrier open(
            AccountId account,
            Credentials credentials,
            Acquaintances acquaintances,
            Arrivals arrivals,
            Twins twins,
            Transfers transfers);
}
