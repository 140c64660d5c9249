package io.chimera.janus.authority;

import io.chimera.core.janus.OptIns;
import io.chimera.janus.site.Suffixes;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The authority of a home. Gives {@code HttpsSites} to pages, and {@code Interception} to the proxy; needs the home as a
 * {@link Path}, {@link OptIns} and a {@link Clock}.
 */
@Configuration(proxyBeanMethods = false)
public class AuthorityConfiguration {

    @Bean(initMethod = "start")
    HttpsDesk httpsSites(OptIns optIns, Path home, Clock clock) {
        return new HttpsDesk(
                optIns,
                new AuthorityFiles(home.resolve("janus")),
                new Roots(new SecureRandom()),
                new Choosing(Suffixes.shipped(), Spared.shipped()),
                clock);
    }
}
