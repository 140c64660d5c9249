package io.chimera.pki;

import io.chimera.core.account.AccountId;
import io.chimera.core.identity.Credentials;
import io.chimera.core.testing.RecordedEvents;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/** The client's side of certificates on one computer, as the configuration puts it together. */
final class Node implements AutoCloseable {

    final RecordedEvents events = new RecordedEvents();
    final KeyVaults vaults;
    final StepEnroller enroller;
    final Renewal renewal;
    private final Authority authority;
    private final Clock clock;

    Node(PkiSettings settings, Path home, Clock clock) throws IOException {
        this.clock = clock;
        var configuration = new PkiConfiguration();
        authority = configuration.certificateAuthority(settings, clock);
        vaults = configuration.keyVaults(settings, home.toString());
        enroller = configuration.enroller(settings, authority, vaults, events, clock);
        renewal = configuration.certificateRenewal(enroller, vaults, clock);
    }

    Credentials credentials(AccountId account) {
        return new PkiConfiguration().credentials(vaults, clock).apply(account);
    }

    @Override
    public void close() {
        renewal.close();
        authority.close();
    }
}
