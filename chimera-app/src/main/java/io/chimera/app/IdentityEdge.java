package io.chimera.app;

import io.chimera.app.health.IdentityHealth;
import io.chimera.core.provider.Register;
import io.chimera.pki.identity.IdentityProvider;
import io.chimera.web.ProviderWebConfiguration;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/** The profile {@code identity}: an identity provider, and the pages of whoever runs it. No accounts, no messages, no LAN. */
@Configuration(proxyBeanMethods = false)
@Profile("identity")
@Import({Ground.class, ProviderWebConfiguration.class, IdentityHealth.class, IdentityEdge.Delivery.class})
class IdentityEdge {

    private static final String SETTINGS = "chimera.identity";

    /** Nothing is opened in a home that is another profile's: everything needs these first. */
    @Bean
    IdentitySettings identitySettings(Environment environment, Path home) {
        Home.keepFor("identity", home);
        return bound(environment, SETTINGS, IdentitySettings.class);
    }

    @Bean
    IdentityAuthority identityAuthority(Environment environment) {
        return bound(environment, "chimera.pki", IdentityAuthority.class);
    }

    /** Ends before the delivery of its codes does. */
    @Bean(destroyMethod = "close")
    IdentityProvider identityProvider(
            IdentitySettings settings, IdentityAuthority authority, Path home, CodeDelivery delivery, Clock clock) {
        return new ProviderPlan(settings, authority, home, delivery).start(clock);
    }

    @Bean
    Register register(IdentityProvider provider, CodeDelivery delivery) {
        return new WatchedRegister(provider.register(), delivery);
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> notice(IdentityProvider provider) {
        return _ -> {
            System.out.println("The identity provider listens: " + provider.url());
            System.out.println("Its pages ask for the operator's key, which ./chimera token prints.");
        };
    }

    /** What is missing or wrong is one sentence for whoever set it. */
    private static <T> T bound(Environment environment, String prefix, Class<T> settings) {
        try {
            return Binder.get(environment).bindOrCreate(prefix, settings);
        } catch (BindException wrong) {
            Throwable root = wrong;
            while (root.getCause() != null) root = root.getCause();
            var said = String.valueOf(root.getMessage());
            throw new CannotStart(
                    said.startsWith("chimera.")
                            ? sentence(said)
                            : sentence(wrong.getName() + " cannot be " + value(wrong)));
        }
    }

    private static String sentence(String said) {
        return said.endsWith(".") ? said : said + ". docs/identity-provider.md has a table of the settings.";
    }

    /** Settings name files of secrets, and hold none. */
    private static String value(BindException wrong) {
        var property = wrong.getProperty();
        return property == null ? "what it is" : "«" + property.getValue() + "»";
    }

    /** How codes reach people is one thing or the other. */
    static final class Delivery implements ImportSelector {

        private final Environment environment;

        Delivery(Environment environment) {
            this.environment = environment;
        }

        @Override
        public String[] selectImports(AnnotationMetadata importing) {
            var wanted =
                    environment.getProperty(SETTINGS + ".delivery", "telegram").toLowerCase(Locale.ROOT);
            var delivery = switch (wanted) {
                case "console" -> ConsoleDelivery.class;
                case "lab" -> LabDelivery.class;
                default -> TelegramDelivery.class; // also for what is no delivery: the settings say so
            };
            return new String[] {delivery.getName()};
        }
    }
}
