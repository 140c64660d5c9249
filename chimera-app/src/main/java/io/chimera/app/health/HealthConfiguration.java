package io.chimera.app.health;

import io.chimera.app.health.AccountsHealth.Condition;
import io.chimera.core.delivery.LanCarrier.LanState;
import io.chimera.core.history.HistoryFill;
import io.chimera.core.identity.Enroller;
import io.chimera.core.identity.Revocations;
import io.chimera.core.janus.HttpsSites;
import io.chimera.core.messenger.Messengers;
import io.chimera.janus.proxy.JanusProxy;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** {@code /actuator/health} by parts: {@code db}, {@code lan}, {@code cloud}, {@code pki}, {@code janus}. */
@Configuration(proxyBeanMethods = false)
public class HealthConfiguration {

    @Bean
    OutboxEndpoint outboxEndpoint(Messengers messengers) {
        return new OutboxEndpoint(messengers);
    }

    /** The component is called db: can each account's store be read? */
    @Bean
    HealthIndicator dbHealthIndicator(Messengers messengers) {
        return new AccountsHealth(messengers, messenger -> {
            int waiting = messenger.read(view -> view.outbox().size());
            return Condition.up(waiting + " waiting in the outbox");
        });
    }

    @Bean
    HealthIndicator lanHealthIndicator(Messengers messengers) {
        return new AccountsHealth(messengers, messenger -> switch (messenger.lan()) {
            case LanState.On(int port) -> Condition.up("on, TCP port " + port);
            case LanState.Off() -> Condition.up("switched off");
            case LanState.Down(var why) -> Condition.down(why);
        });
    }

    @Bean
    HealthIndicator cloudHealthIndicator(Messengers messengers) {
        return new AccountsHealth(
                messengers,
                messenger -> messenger.cloudOnline()
                        ? Condition.up("reached")
                        : Condition.down("cannot be reached; messages for people who are not near wait here"));
    }

    /** Never down: a history that is not whole is no fault. */
    @Bean
    HealthIndicator historyHealthIndicator(Messengers messengers) {
        return new AccountsHealth(messengers, messenger -> Condition.up(words(messenger.filling())));
    }

    private static String words(HistoryFill.State filling) {
        return switch (filling.doing()) {
            case OFF -> "not filled by itself";
            case WHOLE -> "whole; " + filling.brought() + " messages brought since the start";
            case FILLING, WAITS_FOR_TURN -> "being filled; " + far(filling);
            case WAITS_FOR_CLOUD -> "waits for the cloud; " + far(filling);
            case WAITS_FOR_SENDING -> "waits until everything is sent; " + far(filling);
        };
    }

    private static String far(HistoryFill.State filling) {
        return filling.brought() + " messages brought since the start, " + filling.left() + " dialogs not whole";
    }

    @Bean
    MeterBinder historyMeters(Messengers messengers) {
        return registry -> FunctionCounter.builder(
                        "chimera.history.brought", messengers, HealthConfiguration::broughtByAll)
                .description("Old messages brought from the cloud by themselves")
                .register(registry);
    }

    private static double broughtByAll(Messengers messengers) {
        return messengers.all().stream()
                .mapToLong(messenger -> messenger.filling().brought())
                .sum();
    }

    @Bean
    HealthIndicator janusHealthIndicator(JanusProxy proxy, HttpsSites https, Clock clock) {
        return new ProxyHealth(proxy, https, clock);
    }

    @Bean
    MeterBinder httpsMeters(HttpsSites https, Clock clock) {
        return registry -> {
            Gauge.builder(
                            "chimera.janus.https.sites",
                            https,
                            sites -> sites.state().lookedInto())
                    .description("Sites of which the identity proxy looks into HTTPS")
                    .register(registry);
            Gauge.builder("chimera.janus.https.certificate.days", https, sites -> ProxyHealth.daysLeft(sites, clock))
                    .description("Days until the end of the certificate the browsers have; NaN if there is none")
                    .register(registry);
        };
    }

    @Bean
    MeterBinder janusMeters(JanusProxy proxy) {
        return registry -> {
            FunctionCounter.builder("chimera.janus.proxy.requests", proxy, JanusProxy::requests)
                    .description("Requests that came to the identity proxy")
                    .register(registry);
            FunctionCounter.builder("chimera.janus.proxy.filled", proxy, JanusProxy::filled)
                    .description("Requests the identity proxy put values into")
                    .register(registry);
            FunctionCounter.builder("chimera.janus.proxy.refused", proxy, JanusProxy::refused)
                    .description("Requests the identity proxy did not send on, other than for want of a sign-in")
                    .register(registry);
        };
    }

    @Bean
    HealthIndicator pkiHealthIndicator(Messengers messengers, Enroller enroller, Revocations revocations, Clock clock) {
        return new PkiHealth(messengers, enroller, revocations, clock);
    }
}
