package io.chimera.app;

import io.chimera.store.disk.HomeLock;
import io.chimera.web.ApiToken;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What every kind of Chimera stands on: a clock, a home that is its own, and the token of its REST API. */
@Configuration(proxyBeanMethods = false)
class Ground {

    /** Its zone is that of whoever sits at this computer: pages tell the time by it. */
    @Bean
    Clock clock() {
        return Clock.system(ZoneId.systemDefault());
    }

    @Bean(destroyMethod = "close")
    HomeLock homeLock(@Value("${" + Home.SETTING + "}") Path folder) {
        try {
            return HomeLock.take(folder);
        } catch (IOException inUse) {
            throw new CannotStart(String.valueOf(inUse.getMessage()));
        }
    }

    /** The home, for whoever needs it: nobody gets it before it is ours alone. */
    @Bean
    Path home(@Value("${" + Home.SETTING + "}") Path folder, HomeLock ours) {
        return folder;
    }

    @Bean
    ApiToken apiToken(Path home) throws IOException {
        var token = new ApiTokenFile(home).readOrMake();
        return () -> token;
    }

    @Bean(destroyMethod = "close")
    Welcome welcome(Path home) {
        return new Welcome(home);
    }
}
