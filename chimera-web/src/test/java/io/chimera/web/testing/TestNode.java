package io.chimera.web.testing;

import io.chimera.core.account.Account;
import io.chimera.core.account.AccountId;
import io.chimera.core.contact.Contact;
import io.chimera.core.contact.ContactId;
import io.chimera.core.contact.PhoneNumber;
import io.chimera.core.disk.PrivateFolder;
import io.chimera.core.event.DomainEvent;
import io.chimera.core.event.Events;
import io.chimera.core.export.Copy;
import io.chimera.core.export.ExportFormat;
import io.chimera.core.export.Format;
import io.chimera.core.export.Imprint;
import io.chimera.core.identity.ScriptedRevocations;
import io.chimera.core.janus.ScriptedHttpsSites;
import io.chimera.core.janus.ScriptedPseudonyms;
import io.chimera.core.janus.ScriptedSiteCards;
import io.chimera.core.janus.SiteCards;
import io.chimera.core.janus.Traffic;
import io.chimera.core.janus.TrafficBook;
import io.chimera.core.legacy.ListedChimera;
import io.chimera.core.messenger.Checks;
import io.chimera.core.messenger.Exports;
import io.chimera.core.messenger.Imports;
import io.chimera.core.messenger.Messengers;
import io.chimera.core.neighbour.Ageing;
import io.chimera.core.neighbour.Neighbourhood;
import io.chimera.core.testing.People;
import io.chimera.web.ApiToken;
import io.chimera.web.WebConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** The smallest application the pages can be served from. Ana and Bruno are signed in and know each other. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(WebConfiguration.class)
public class TestNode {

    public static final String TOKEN = "test-token-test-token-test-token-test";
    public static final AccountId BRUNO = new AccountId(1002);

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    ApiToken token() {
        return () -> TOKEN;
    }

    @Bean
    Events events(ApplicationEventPublisher publisher) {
        return publisher::publishEvent;
    }

    @Bean
    Neighbourhood neighbourhood(Events events, Clock clock) {
        return new Neighbourhood(Ageing.usual(), events, clock);
    }

    @Bean
    ScriptedEnroller enroller(Clock clock) {
        return new ScriptedEnroller(clock);
    }

    @Bean
    ScriptedFiles certificateFiles(ScriptedEnroller enroller) {
        return new ScriptedFiles(enroller);
    }

    @Bean
    ScriptedComputers computers(Clock clock) {
        return new ScriptedComputers(clock);
    }

    @Bean
    ScriptedRevocations revocations() {
        return new ScriptedRevocations();
    }

    @Bean
    ScriptedPseudonyms pseudonyms(Clock clock) {
        return new ScriptedPseudonyms(Duration.ofMinutes(30), clock);
    }

    @Bean
    SiteCards siteCards(ScriptedPseudonyms pseudonyms) {
        return new ScriptedSiteCards(pseudonyms);
    }

    @Bean
    ScriptedHttpsSites httpsSites(Clock clock) {
        return new ScriptedHttpsSites(clock);
    }

    @Bean
    TrafficBook trafficBook() {
        return new TrafficBook();
    }

    /** The proxy's lines are written down before pages are told to look. */
    @Bean
    Reporting reporting(TrafficBook book) {
        return new Reporting(book);
    }

    record Reporting(TrafficBook book) {

        @Order(Ordered.HIGHEST_PRECEDENCE)
        @EventListener
        void on(Traffic line) {
            book.write(line);
        }
    }

    @Bean
    House house(Events events, Clock clock, Neighbourhood neighbourhood) throws IOException {
        var house = new House(Files.createTempDirectory("chimera-web"), events, clock, neighbourhood);
        house.save(People.ana());
        house.save(bruno());
        house.knows(People.ANA, People.bruno());
        house.knows(
                BRUNO,
                new Contact(new ContactId(1001), "Ana Figueira", People.ana().phone()));
        return house;
    }

    public static Account bruno() {
        return new Account(BRUNO, "Bruno Tavares", Optional.of(new PhoneNumber("+5521990001002")));
    }

    @Bean(destroyMethod = "close")
    Messengers messengers(House house) {
        var messengers = house.messengers();
        messengers.open(People.ANA);
        messengers.open(BRUNO);
        return messengers;
    }

    @Bean
    ListedChimera firstChimera() throws IOException {
        return new ListedChimera(Files.createTempDirectory("chimera-first"));
    }

    @Bean(destroyMethod = "close")
    Imports imports(ListedChimera firstChimera) {
        return new Imports(firstChimera.reader());
    }

    /** Pages and JSON are this module's own; a database is as good as JSON here. */
    @Bean(destroyMethod = "close")
    Exports exports(List<ExportFormat> formats) {
        var all = new ArrayList<>(formats);
        all.add(new ExportFormat() {
            @Override
            public Format format() {
                return Format.SQLITE;
            }

            @Override
            public Copy begin(PrivateFolder folder, Imprint imprint) throws IOException {
                return formats.getFirst().begin(folder, imprint);
            }
        });
        return new Exports(all);
    }

    @Bean(destroyMethod = "close")
    Checks checks() {
        return new Checks();
    }

    @Bean
    Doorbell doorbell(ObjectProvider<Messengers> messengers) {
        return new Doorbell(messengers);
    }

    /** A small buffer between us and a page, so that one that does not read is noticed soon. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> smallBuffers() {
        return factory -> factory.addConnectorCustomizers(
                connector -> connector.setProperty("socket.txBufSize", Integer.toString(16 * 1024)));
    }

    /** News rings the couriers, as in the real application. */
    static final class Doorbell {

        private final ObjectProvider<Messengers> messengers;

        Doorbell(ObjectProvider<Messengers> messengers) {
            this.messengers = messengers;
        }

        @EventListener
        void on(DomainEvent event) {
            messengers.ifAvailable(there -> there.on(event));
        }
    }
}
