package io.chimera.app;

import io.chimera.app.health.HealthConfiguration;
import io.chimera.core.account.AccountId;
import io.chimera.core.arrival.AcceptancePolicy;
import io.chimera.core.arrival.FetchPolicy;
import io.chimera.core.delivery.CloudCarriers;
import io.chimera.core.delivery.LanCarriers;
import io.chimera.core.event.Events;
import io.chimera.core.export.ExportFormat;
import io.chimera.core.history.FillBudget;
import io.chimera.core.identity.Credentials;
import io.chimera.core.legacy.Legacies;
import io.chimera.core.messenger.Checks;
import io.chimera.core.messenger.Exports;
import io.chimera.core.messenger.Imports;
import io.chimera.core.messenger.MessengerFactory;
import io.chimera.core.messenger.MessengerFactory.Outside;
import io.chimera.core.messenger.MessengerFactory.Rules;
import io.chimera.core.messenger.Messengers;
import io.chimera.core.neighbour.Neighbourhood;
import io.chimera.core.route.Patience;
import io.chimera.core.route.RoutingPolicy;
import io.chimera.core.store.AccountStores;
import io.chimera.janus.JanusConfiguration;
import io.chimera.p2p.LanConfiguration;
import io.chimera.store.StoreConfiguration;
import io.chimera.web.WebConfiguration;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.util.unit.DataSize;

/** The parts list of a node: the core by {@code new}, the adapters by their configurations. What differs by place is at the edge. */
@Configuration(proxyBeanMethods = false)
@Import({
    Ground.class,
    StoreConfiguration.class,
    LanConfiguration.class,
    JanusConfiguration.class,
    WebConfiguration.class,
    HealthConfiguration.class
})
class Assembly {

    @Bean
    Events events(ApplicationEventPublisher publisher) {
        return new SpringEvents(publisher);
    }

    @Bean
    Outside outside(
            AccountStores stores,
            LanCarriers lans,
            CloudCarriers clouds,
            Function<AccountId, Credentials> credentials,
            Neighbourhood neighbourhood) {
        return new Outside(stores, lans, clouds, credentials, neighbourhood);
    }

    @Bean
    Rules rules(
            @Value("${chimera.files.unasked:20MB}") DataSize unasked,
            @Value("${chimera.history.per-minute:600}") int perMinute) {
        return new Rules(
                RoutingPolicy.lanFirst(Patience.usual()),
                AcceptancePolicy.usual(),
                new FetchPolicy(unasked.toBytes()),
                new FillBudget(perMinute));
    }

    @Bean(destroyMethod = "close")
    Messengers messengers(Outside outside, Rules rules, Events events, Clock clock) {
        return new Messengers(new MessengerFactory(outside, rules, events, clock), events, clock);
    }

    /** Ends before the messengers do. */
    @Bean(destroyMethod = "close")
    Imports imports(Legacies legacies, Messengers messengers) {
        return new Imports(legacies);
    }

    /** Ends before the messengers do. */
    @Bean(destroyMethod = "close")
    Exports exports(List<ExportFormat> formats, Messengers messengers) {
        return new Exports(formats);
    }

    /** Ends before the messengers do. */
    @Bean(destroyMethod = "close")
    Checks checks(Messengers messengers) {
        return new Checks();
    }

    @Bean
    Doorbell doorbell(Messengers messengers) {
        return new Doorbell(messengers);
    }
}
