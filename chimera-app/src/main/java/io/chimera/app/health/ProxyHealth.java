package io.chimera.app.health;

import io.chimera.core.janus.HttpsSites;
import io.chimera.core.janus.HttpsSites.Chosen;
import io.chimera.janus.proxy.JanusProxy;
import io.chimera.janus.proxy.ProxyState;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * The component {@code janus}: where the identity proxy listens, how many browsers are signed in, and how many sites' HTTPS it
 * looks into. Down if it cannot listen, if the key of the certificate cannot be used, or if the certificate that is in use ends
 * within 30 days.
 */
final class ProxyHealth implements HealthIndicator {

    private static final long ALARM_DAYS = 30;

    private final JanusProxy proxy;
    private final HttpsSites https;
    private final Clock clock;

    ProxyHealth(JanusProxy proxy, HttpsSites https, Clock clock) {
        this.proxy = proxy;
        this.https = https;
        this.clock = clock;
    }

    @Override
    public Health health() {
        return switch (proxy.state()) {
            case ProxyState.Listening(var address, int port) ->
                withHttps(
                                Health.up()
                                        .withDetail("proxy", "listens at " + address + ":" + port)
                                        .withDetail("port", port)
                                        .withDetail("signedIn", proxy.sessions())
                                        .withDetail("connections", proxy.connections()),
                                https,
                                clock)
                        .build();
            case ProxyState.Off() ->
                Health.up().withDetail("proxy", "switched off").build();
            case ProxyState.Failed(var why) ->
                Health.down().withDetail("proxy", why).build();
        };
    }

    /** Adds what is to be said of HTTPS; down if somebody should look. */
    static Health.Builder withHttps(Health.Builder health, HttpsSites https, Clock clock) {
        var state = https.state();
        health.withDetail("httpsSites", state.lookedInto());
        if (state.trouble().isPresent())
            return health.down().withDetail("https", state.trouble().get());
        var days = daysLeft(https, clock);
        if (Double.isNaN(days)) return health;
        health.withDetail("certificateDays", (long) days);
        boolean inUse = state.sites().stream().anyMatch(Chosen::isOn);
        if (days >= ALARM_DAYS || !inUse) return health;
        return health.down()
                .withDetail(
                        "https",
                        "the certificate the browsers have ends in " + Math.max(0, (long) days)
                                + " days, and nothing is looked into after that: make a new one and give it to them (Janus,"
                                + " HTTPS, or ./chimera janus https certificate)");
    }

    /** Until the end of the certificate the browsers have, less than nothing after it; not a number if they have none. */
    static double daysLeft(HttpsSites https, Clock clock) {
        return https.state()
                .counts()
                .map(root ->
                        (double) Duration.between(clock.instant(), root.until()).toDays())
                .orElse(Double.NaN);
    }
}
