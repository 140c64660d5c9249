package io.chimera.app.health;

import io.chimera.app.health.AccountsHealth.Condition;
import io.chimera.core.delivery.LanCarrier.LanState;
import io.chimera.core.identity.Enroller;
import io.chimera.core.identity.Enrolment;
import io.chimera.core.messenger.Messengers;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** {@code /actuator/health} by parts: {@code db}, {@code lan}, {@code cloud}, {@code pki}. */
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

    @Bean
    HealthIndicator pkiHealthIndicator(Messengers messengers, Enroller enroller) {
        return new AccountsHealth(messengers, messenger -> of(enroller.state(messenger.account())));
    }

    private static Condition of(Enrolment enrolment) {
        return switch (enrolment) {
            case Enrolment.Certified(var facts) -> Condition.up("certified until " + facts.notAfter());
            case Enrolment.Expiring(var facts, var why) ->
                Condition.down("the certificate ends " + facts.notAfter() + " and could not be renewed: " + why);
            case Enrolment.Unknown() -> Condition.down("no certificate yet: get one on the page Certificate");
            case Enrolment.Challenged _ -> Condition.down("a one-time code waits to be typed on the page Certificate");
            case Enrolment.Expired(var facts) ->
                Condition.down("the certificate ended " + facts.notAfter() + ": get another on the page Certificate");
            case Enrolment.Revoked _ ->
                Condition.down("the certificate was revoked: get another on the page Certificate");
        };
    }
}
