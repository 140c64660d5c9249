package io.chimera.core.delivery;

import io.chimera.core.account.AccountId;
import io.chimera.core.arrival.Arrivals;
import io.chimera.core.identity.Credentials;
import io.chimera.core.transfer.Transfers;

/** Port: makes each account's place on the LAN. */
@FunctionalInterface
public interface LanCarriers {

    /** A place for an account, not taking part yet. What neighbours bring goes to its arrivals. */
    LanCarrier open(AccountId account, Credentials credentials, Arrivals arrivals, Transfers transfers);
}
