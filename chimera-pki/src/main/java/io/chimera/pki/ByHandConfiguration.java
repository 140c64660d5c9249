package io.chimera.pki;

import io.chimera.core.account.AccountId;
import io.chimera.core.event.Events;
import io.chimera.core.identity.CertificateFiles;
import io.chimera.core.identity.Computers;
import io.chimera.core.identity.Credentials;
import io.chimera.core.identity.Enroller;
import io.chimera.core.identity.Revocations;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Certificates where no authority is set: those that people put in place by hand, and no way to others. An account's
 * files say whom it trusts.
 *
 * <p>Needs {@link Events}, a {@link Clock} and {@code chimera.home}.
 */
@Configuration(proxyBeanMethods = false)
public class ByHandConfiguration {

    @Bean
    KeyVaults keyVaults(@Value("${chimera.home}") String home) throws IOException {
        return KeyVaults.in(Path.of(home), Optional.empty(), _ -> Optional.empty());
    }

    /** For each account, the credential to use now. */
    @Bean
    Function<AccountId, Credentials> credentials(KeyVaults vaults, Clock clock) {
        return account -> new StoredCredentials(vaults.of(account), clock);
    }

    @Bean
    Enroller enroller(KeyVaults vaults, Clock clock) {
        return new NoAuthority(vaults, clock);
    }

    /** Nobody can be asked what was taken back. */
    @Bean
    Revocations revocations() {
        return Revocations.none();
    }

    @Bean
    Computers computers() {
        return new NoComputers();
    }

    @Bean
    CertificateFiles certificateFiles(KeyVaults vaults, Events events, Clock clock) {
        return new HandedCertificates(vaults, events, clock);
    }
}
