package io.chimera.app;

import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Codes are written on the terminal, for trying a provider out. */
@Configuration(proxyBeanMethods = false)
class ConsoleDelivery {

    @Bean
    CodeDelivery delivery() {
        return new CodeDelivery(
                "console (lab only)",
                new ConsoleCodeSender(),
                () -> Optional.of(
                        "Codes are written on the terminal, so whoever sees it can have a certificate in anybody's"
                                + " name. Set chimera.identity.delivery=telegram before people use this."));
    }
}
