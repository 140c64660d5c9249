package io.chimera.p2p.transfer;

import io.chimera.core.account.AccountId;
import io.chimera.core.arrival.Arrivals;
import io.chimera.core.file.FileShelf;
import io.chimera.core.identity.Credentials;
import io.chimera.core.transfer.Transfers;
import io.chimera.core.trust.Acquaintances;
import io.chimera.core.twin.Twins;

/** What an account brings along when it takes part in the LAN. */
public record Member(
        AccountId account,
        Credentials credentials,
        Acquaintances acquaintances,
        Arrivals arrivals,
        Twins twins,
        Transfers transfers,
        FileShelf shelf) {}
