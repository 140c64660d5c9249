package io.chimera.app.scene;

import io.chimera.core.account.AccountId;
import io.chimera.core.event.Events;
import io.chimera.core.identity.Credential;
import io.chimera.core.identity.Credentials;
import io.chimera.core.identity.Enroller;
import io.chimera.core.identity.EnrolmentFailed;
import io.chimera.lab.LabConfiguration;
import io.chimera.lab.client.AutomaticPerson;
import io.chimera.pki.PkiConfiguration;
import io.chimera.pki.PkiSettings;
import io.chimera.store.StoreConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import java.util.function.Function;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertiesPropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Somebody of the lab who has no node of ours. They enrol as everybody does: the identity provider sends a code to their
 * dialog with the service, and they hand it in.
 */
public final class Guest {

    private static final Duration FOR_A_CODE = Duration.ofSeconds(60);

    private Guest() {}

    /** What proves a person of this lab, obtained just now. */
    public static Credential enrol(Node lab, long person, Path home) throws Exception {
        var properties = new Properties();
        try (var invitation = Files.newInputStream(lab.home().resolve("lab/invitation.properties"))) {
            properties.load(invitation);
        }
        properties.setProperty("chimera.home", home.toString());
        properties.setProperty("chimera.lab.people", Long.toString(person));
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new PropertiesPropertySource("guest", properties));
        try (var context = new AnnotationConfigApplicationContext()) {
            context.setEnvironment(environment);
            context.register(Belongings.class);
            context.refresh();
            return context.getBean(Wallet.class).obtain(new AccountId(person));
        }
    }

    private record Wallet(Enroller enroller, AutomaticPerson person, Function<AccountId, Credentials> credentials) {

        Credential obtain(AccountId account) throws IOException, InterruptedException, EnrolmentFailed {
            var before = person.bookmark(account);
            enroller.ask(account, "First Chimera");
            var code = person.codeAfter(account, before, FOR_A_CODE).orElseThrow();
            enroller.prove(account, code);
            return credentials.apply(account).current().orElseThrow();
        }
    }

    /** The clients of the lab, as a node has them. */
    @Configuration(proxyBeanMethods = false)
    @Import({StoreConfiguration.class, PkiConfiguration.class, LabConfiguration.class})
    static class Belongings {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        Path home(Environment environment) {
            return Path.of(environment.getRequiredProperty("chimera.home"));
        }

        @Bean
        Events events() {
            return event -> {};
        }

        @Bean
        PkiSettings pkiSettings(Environment environment) {
            return Binder.get(environment)
                    .bind("chimera.pki", PkiSettings.class)
                    .get();
        }

        @Bean
        Wallet wallet(Enroller enroller, AutomaticPerson person, Function<AccountId, Credentials> credentials) {
            return new Wallet(enroller, person, credentials);
        }
    }
}
