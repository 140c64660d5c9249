package io.chimera.janus;

import io.chimera.core.account.SignedOut;
import io.chimera.core.event.Events;
import io.chimera.core.janus.Notebook;
import io.chimera.core.janus.Pseudonyms;
import io.chimera.core.janus.SiteCards;
import io.chimera.core.janus.Traffic;
import io.chimera.core.janus.TrafficBook;
import io.chimera.janus.authority.AuthorityConfiguration;
import io.chimera.janus.cards.CardBooks;
import io.chimera.janus.desk.CardDesk;
import io.chimera.janus.desk.JanusDesk;
import io.chimera.janus.proxy.ProxyConfiguration;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** A desk for each node. Needs a {@link Clock}, a {@link Notebook}, what {@link AuthorityConfiguration} needs, {@link Events}, and every domain event as an application event. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(JanusSettings.class)
@Import({ProxyConfiguration.class, AuthorityConfiguration.class})
public class JanusConfiguration {

    @Bean
    CardBooks cardBooks(Notebook notebook, Clock clock) {
        return new CardBooks(notebook, clock);
    }

    @Bean
    TrafficBook trafficBook() {
        return new TrafficBook();
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    JanusDesk pseudonyms(JanusSettings settings, Clock clock, CardBooks books, TrafficBook traffic, Events events) {
        return new JanusDesk(settings.idle(), clock, new SecureRandom(), books, traffic, events);
    }

    @Bean
    SiteCards siteCards(JanusDesk desk, CardBooks books) {
        return new CardDesk(desk, books);
    }

    @Bean
    Reporting reporting(TrafficBook book) {
        return new Reporting(book);
    }

    /** Writes down what the proxy did, before pages are told to look. */
    record Reporting(TrafficBook book) {

        @Order(Ordered.HIGHEST_PRECEDENCE)
        @EventListener
        void on(Traffic line) {
            book.write(line);
        }
    }

    @Bean
    Leaving leaving(Pseudonyms pseudonyms) {
        return new Leaving(pseudonyms);
    }

    /** Whose messenger is closed leaves nothing unlocked behind. */
    record Leaving(Pseudonyms pseudonyms) {

        @EventListener
        void on(SignedOut left) {
            pseudonyms.lock(left.account());
        }
    }
}
