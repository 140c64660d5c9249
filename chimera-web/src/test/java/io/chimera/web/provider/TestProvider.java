package io.chimera.web.provider;

import io.chimera.core.testing.SteppingClock;
import io.chimera.web.ApiToken;
import io.chimera.web.ProviderWebConfiguration;
import java.time.Clock;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The smallest application an operator's pages can be served from. No component: the scan of a node's pages passes it by. */
@EnableAutoConfiguration
@Import(ProviderWebConfiguration.class)
class TestProvider {

    static final String KEY = "operators-key-operators-key-operators-key";

    @Bean
    SteppingClock clock() {
        return new SteppingClock();
    }

    @Bean
    ApiToken token() {
        return () -> KEY;
    }

    @Bean
    ScriptedRegister register(Clock clock) {
        return new ScriptedRegister(clock);
    }
}
