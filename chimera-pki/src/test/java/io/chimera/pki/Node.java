package io.chimera.pki;

import io.chimera.core.account.AccountId;
import io.chimera.core.identity.Computers;
import io.chimera.core.identity.Credentials;
import io.chimera.core.testing.RecordedEvents;
import io.chimera.pki.revocation.FetchedRevocations;
import io.chimera.pki.revocation.RevocationSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/** The client's side of certificates on one computer, as the configuration puts it together. */
final class Node implements AutoCloseable {

    final RecordedEvents events = new RecordedEvents();
    final FetchedRevocations revocations;
    final KeyVaults vaults;
    final StepEnroller enroller;
    final Computers computers;
    final Renewal renewal;
    private final Authority authority;
    private final Clock clock;

    Node(PkiSettings settings, Path home, Clock clock) throws IOException {
        this.clock = clock;
        var configuration = new PkiConfiguration();
        authority = configuration.certificateAuthority(settings, clock);
        revocations = configuration.revocations(
                settings, RevocationSettings.USUAL, home.toString(), authority, events, clock);
        vaults = configuration.keyVaults(settings, home.toString(), revocations);
        enroller = configuration.enroller(settings, authority, vaults, events, clock);
        computers = configuration.computers(settings, authority, vaults, enroller, clock);
        renewal = configuration.certificateRenewal(enroller, vaults, clock);
    }

    Credentials credentials(AccountId account) {
        return new PkiConfiguration().credentials(vaults, clock).apply(account);
    }

    @Override
    public void close() {
        renewal.close();
        revocations.close();
        authority.close();
    }
}
