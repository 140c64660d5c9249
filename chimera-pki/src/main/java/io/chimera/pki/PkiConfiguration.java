package io.chimera.pki;

import io.chimera.core.account.AccountId;
import io.chimera.core.event.Events;
import io.chimera.core.identity.Credentials;
import io.chimera.core.identity.Enroller;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The client's side of certificates: an {@link Enroller}, and for each account its {@link Credentials}.
 *
 * <p>Needs a {@link PkiSettings}, {@link Events}, a {@link Clock} and {@code chimera.home}. Nothing here waits for the
 * authority: a start without network is a start. It does refuse to start where others can read an account's keys.
 */
@Configuration(proxyBeanMethods = false)
public class PkiConfiguration {

    @Bean
    Authority certificateAuthority(PkiSettings settings, Clock clock) {
        return new Authority(settings, clock);
    }

    @Bean
    KeyVaults keyVaults(PkiSettings settings, @Value("${chimera.home}") String home) throws IOException {
        return KeyVaults.in(Path.of(home), settings.caFingerprint());
    }

    @Bean
    StepEnroller enroller(PkiSettings settings, Authority authority, KeyVaults vaults, Events events, Clock clock) {
        return new StepEnroller(authority, new IdentityClient(settings, authority, clock), vaults, events, clock);
    }

    /** For each account, the credential to use now. */
    @Bean
    Function<AccountId, Credentials> credentials(KeyVaults vaults, Clock clock) {
        return account -> new StoredCredentials(vaults.of(account), clock);
    }

    @Bean(initMethod = "start")
    Renewal certificateRenewal(StepEnroller enroller, KeyVaults vaults, Clock clock) {
        return new Renewal(enroller, vaults, clock);
    }
}
