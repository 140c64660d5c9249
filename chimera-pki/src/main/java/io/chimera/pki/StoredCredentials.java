package io.chimera.pki;

import io.chimera.core.identity.Credential;
import io.chimera.core.identity.Credentials;
import io.chimera.pki.x509.Lifetime;
import java.io.IOException;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an account's vault holds now, as long as it is good by the clock. */
final class StoredCredentials implements Credentials {

    private static final Logger log = LoggerFactory.getLogger(StoredCredentials.class);

    private final KeyVault vault;
    private final Clock clock;
    private volatile @Nullable String lastTrouble;

    StoredCredentials(KeyVault vault, Clock clock) {
        this.vault = vault;
        this.clock = clock;
    }

    @Override
    public Optional<Credential> current() {
        try {
            var credential = vault.credential();
            lastTrouble = null;
            return credential.filter(held -> Lifetime.of(held.certificate()).contains(clock.instant()));
        } catch (IOException e) {
            // Asked for each connection: the same trouble is told once.
            if (!Objects.equals(lastTrouble, e.getMessage()))
                log.warn("A credential cannot be used: {}", e.getMessage());
            lastTrouble = e.getMessage();
            return Optional.empty();
        }
    }
}
