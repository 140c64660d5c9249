package io.chimera.app;

import io.chimera.core.account.Accounts;
import io.chimera.core.messenger.Messengers;
import io.chimera.core.store.AccountStores;
import io.chimera.pki.ByHandConfiguration;
import io.chimera.telegram.TelegramConfiguration;
import java.nio.file.Path;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/** The profile {@code production}: Telegram, and certificates from the authority that is set, if one is. */
@Configuration(proxyBeanMethods = false)
@Profile("production")
@Import({Assembly.class, TelegramConfiguration.class, ProductionEdge.Certificates.class})
class ProductionEdge {

    @Bean
    Household household(Path home, Accounts accounts, AccountStores stores, Messengers messengers) {
        Home.keepFor("production", home);
        return new Household(home, accounts, stores, messengers);
    }

    /** Without an authority the LAN is for those who were handed certificates, and the rest is as it should be. */
    static final class Certificates implements ImportSelector {

        private final Environment environment;

        Certificates(Environment environment) {
            this.environment = environment;
        }

        @Override
        public String[] selectImports(AnnotationMetadata importing) {
            boolean set = environment.containsProperty("chimera.pki.ca-url");
            return new String[] {(set ? WithAuthority.class : ByHandConfiguration.class).getName()};
        }
    }
}
