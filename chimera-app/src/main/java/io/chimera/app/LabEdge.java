package io.chimera.app;

import io.chimera.core.account.Accounts;
import io.chimera.core.identity.Enroller;
import io.chimera.core.messenger.Messengers;
import io.chimera.core.store.AccountStores;
import io.chimera.lab.Lab;
import io.chimera.lab.LabConfiguration;
import io.chimera.lab.LabSettings;
import io.chimera.lab.LabTls;
import io.chimera.lab.client.AutomaticPerson;
import io.chimera.lab.client.LabCodeSender;
import io.chimera.lab.client.LabPhonebook;
import io.chimera.pki.PkiConfiguration;
import io.chimera.pki.PkiSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;

/** The profile {@code lab}: an authority, an identity provider and a cloud on this computer, and two people who use them. */
@Configuration(proxyBeanMethods = false)
@Profile("lab")
@Import({Assembly.class, LabConfiguration.class, PkiConfiguration.class})
class LabEdge {

    /** The authority needs somebody to bring codes, who needs the cloud, which needs a certificate: codes come last. */
    @Bean(destroyMethod = "close")
    LabAuthority labAuthority(LabSettings settings, Path home, ObjectProvider<LabCodeSender> sender, Clock clock)
            throws IOException {
        Home.keepFor("lab", home);
        return LabAuthority.open(
                settings, home, (to, text) -> sender.getObject().send(to, text), clock);
    }

    @Bean
    @Nullable
    LabTls labTls(LabAuthority authority) {
        return authority.cloudTls().orElse(null);
    }

    @Bean
    PkiSettings pkiSettings(LabAuthority authority, Environment environment) {
        return authority
                .settings()
                .orElseGet(
                        () -> Binder.get(environment)
                                .bind("chimera.pki", PkiSettings.class)
                                .orElseThrow(
                                        () -> new CannotStart(
                                                "chimera.lab.join.url is set, but chimera.pki.ca-url,"
                                                        + " ca-fingerprint and identity-url of that lab are not. Its invitation holds them all.")));
    }

    @Bean
    Invitation invitation(Path home, Lab lab, LabAuthority authority) {
        return new Invitation(home.resolve("lab"), lab, authority);
    }

    @Bean
    HouseWarming houseWarming(
            LabSettings settings,
            LabPhonebook phonebook,
            Accounts accounts,
            AccountStores stores,
            Messengers messengers,
            Enroller enroller,
            AutomaticPerson person) {
        var enrolling = new SelfEnrolment(enroller, person);
        return new HouseWarming(settings.accounts(), phonebook, accounts, stores, messengers, enrolling);
    }
}
