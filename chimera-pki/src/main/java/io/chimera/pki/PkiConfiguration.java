package io.chimera.pki;

import io.chimera.core.account.AccountId;
import io.chimera.core.event.Events;
import io.chimera.core.identity.CertificateFiles;
import io.chimera.core.identity.Computers;
import io.chimera.core.identity.Credentials;
import io.chimera.core.identity.Enroller;
import io.chimera.core.identity.RevocationReason;
import io.chimera.pki.revocation.FetchedRevocations;
import io.chimera.pki.revocation.FetchedRevocations.TakenBack;
import io.chimera.pki.revocation.RevocationSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The client's side of certificates: an {@link Enroller}, for each account its {@link Credentials}, and which certificates
 * were taken back ({@link io.chimera.core.identity.Revocations}).
 *
 * <p>Needs a {@link PkiSettings}, {@link Events}, a {@link Clock} and {@code chimera.home}. Nothing here waits for the
 * authority: a start without network is a start. It does refuse to start where others can read an account's keys.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RevocationSettings.class)
public class PkiConfiguration {

    @Bean
    Authority certificateAuthority(PkiSettings settings, Clock clock) {
        return new Authority(settings, clock);
    }

    /** Which certificates were taken back; fetched in the background. */
    @Bean(initMethod = "start")
    FetchedRevocations revocations(
            PkiSettings settings,
            RevocationSettings revocation,
            @Value("${chimera.home}") String home,
            Authority authority,
            Events events,
            Clock clock) {
        var place = new FetchedRevocations.Place(
                Path.of(home).resolve("revocations"),
                settings.caFingerprint(),
                settings.identityUrl(),
                settings.patience());
        return new FetchedRevocations(revocation, place, authority::met, events, clock);
    }

    @Bean
    KeyVaults keyVaults(PkiSettings settings, @Value("${chimera.home}") String home, FetchedRevocations revocations)
            throws IOException {
        return KeyVaults.in(Path.of(home), Optional.of(settings.caFingerprint()), new KnownHere(revocations));
    }

    @Bean
    StepEnroller enroller(PkiSettings settings, Authority authority, KeyVaults vaults, Events events, Clock clock) {
        return new StepEnroller(authority, new IdentityClient(settings, authority, clock), vaults, events, clock);
    }

    @Bean
    Computers computers(
            PkiSettings settings, Authority authority, KeyVaults vaults, StepEnroller enroller, Clock clock) {
        return new ProviderComputers(vaults, new IdentityClient(settings, authority, clock), enroller);
    }

    /** For each account, the credential to use now. */
    @Bean
    Function<AccountId, Credentials> credentials(KeyVaults vaults, Clock clock) {
        return account -> new StoredCredentials(vaults.of(account), clock);
    }

    @Bean
    CertificateFiles certificateFiles(KeyVaults vaults, Events events, Clock clock) {
        return new HandedCertificates(vaults, events, clock);
    }

    @Bean(initMethod = "start")
    Renewal certificateRenewal(StepEnroller enroller, KeyVaults vaults, Clock clock) {
        return new Renewal(enroller, vaults, clock);
    }

    /** What an account's own vault asks and tells. */
    private record KnownHere(FetchedRevocations revocations) implements KeyVaults.TakenBack {

        @Override
        public Optional<RevocationReason> why(X509Certificate certificate) {
            return revocations.takenBack(certificate).map(TakenBack::reason);
        }

        @Override
        public void proven(AccountId person, PublicKey key) {
            revocations.proven(person, key);
        }
    }
}
