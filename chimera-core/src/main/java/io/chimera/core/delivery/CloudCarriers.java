package io.chimera.core.delivery;

import io.chimera.core.account.AccountId;
import io.chimera.core.arrival.Arrivals;
import io.chimera.core.transfer.Transfers;

/** Port: connects each account to the cloud. */
@FunctionalInterface
public interface CloudCarriers {

    /** Connects an account, in the background. What others send it goes to its arrivals from now on. */
    CloudCarrier open(AccountId account, Arrivals arrivals, Transfers transfers);
}
