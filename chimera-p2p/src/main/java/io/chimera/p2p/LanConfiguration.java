package io.chimera.p2p;

import io.chimera.core.event.Events;
import io.chimera.core.identity.Revocations;
import io.chimera.core.neighbour.Ageing;
import io.chimera.core.neighbour.Neighbourhood;
import io.chimera.core.store.AccountStores;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The parts of the LAN. Needs the {@link AccountStores}, {@link Events}, {@link Revocations} and a {@link Clock}; offers the
 * {@link io.chimera.core.delivery.LanCarriers} port, and the neighbourhood, which it keeps swept.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LanSettings.class)
public class LanConfiguration {

    /** Who is near this computer: one for all its accounts. */
    @Bean
    Neighbourhood neighbourhood(Events events, Clock clock) {
        return new Neighbourhood(Ageing.usual(), events, clock);
    }

    /** Closed by the container, after whatever uses it. */
    @Bean
    Lan lan(
            LanSettings settings,
            Neighbourhood neighbourhood,
            AccountStores stores,
            Revocations revocations,
            Clock clock) {
        return new Lan(settings, neighbourhood, stores, revocations, clock);
    }
}
