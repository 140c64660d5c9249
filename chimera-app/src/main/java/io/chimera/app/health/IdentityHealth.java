package io.chimera.app.health;

import io.chimera.core.provider.Register;
import io.chimera.core.provider.Register.Figures;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An identity provider's part of {@code /actuator/health}, {@code identity}, and what it did in a day as metrics. */
@Configuration(proxyBeanMethods = false)
public class IdentityHealth {

    private static final Duration DAY = Duration.ofDays(1);

    /** Everything asked for at one time is counted once. */
    private static final Duration FRESH = Duration.ofSeconds(10);

    @Bean
    HealthIndicator identityHealthIndicator(Register register) {
        return () -> {
            var condition = register.condition();
            var health = condition.trouble().isEmpty() ? Health.up() : Health.down();
            for (int i = 0; i < condition.trouble().size(); i++)
                health.withDetail("trouble " + (i + 1), condition.trouble().get(i));
            return health.withDetail("delivery", condition.delivery())
                    .withDetail(
                            "certificate until", condition.certificateUntil().toString())
                    .build();
        };
    }

    @Bean
    MeterBinder identityMeters(Register register, Clock clock) {
        var lately = new Lately(register, clock);
        return registry -> {
            gauge(registry, lately, "asked", Figures::asked);
            gauge(registry, lately, "proven", Figures::proven);
            gauge(registry, lately, "wrong", Figures::wrongCodes);
            gauge(registry, lately, "undeliverable", Figures::undeliverable);
            gauge(registry, lately, "limited", Figures::limited);
            gauge(registry, lately, "revoked", Figures::revoked);
        };
    }

    private static void gauge(MeterRegistry registry, Lately lately, String what, ToDoubleFunction<Figures> figure) {
        Gauge.builder("chimera.identity.day", lately, last -> figure.applyAsDouble(last.day()))
                .tag("what", what)
                .description("What happened at this identity provider in the last 24 hours")
                .register(registry);
    }

    /** The figures of a day, looked up at most every few seconds. */
    private static final class Lately {

        private final Register register;
        private final Clock clock;
        private Instant at = Instant.MIN;
        private Figures figures = new Figures(0, 0, 0, 0, 0, 0);

        Lately(Register register, Clock clock) {
            this.register = register;
            this.clock = clock;
        }

        synchronized Figures day() {
            var now = clock.instant();
            if (at.equals(Instant.MIN) || !now.isBefore(at.plus(FRESH))) {
                figures = register.figures(DAY);
                at = now;
            }
            return figures;
        }
    }
}
