package io.chimera.app.health;

import io.chimera.janus.proxy.JanusProxy;
import io.chimera.janus.proxy.ProxyState;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** The component {@code janus}: where the identity proxy listens, and how many browsers are signed in. */
final class ProxyHealth implements HealthIndicator {

    private final JanusProxy proxy;

    ProxyHealth(JanusProxy proxy) {
        this.proxy = proxy;
    }

    @Override
    public Health health() {
        return switch (proxy.state()) {
            case ProxyState.Listening(var address, int port) ->
                Health.up()
                        .withDetail("proxy", "listens at " + address + ":" + port)
                        .withDetail("port", port)
                        .withDetail("signedIn", proxy.sessions())
                        .withDetail("connections", proxy.connections())
                        .build();
            case ProxyState.Off() ->
                Health.up().withDetail("proxy", "switched off").build();
            case ProxyState.Failed(var why) ->
                Health.down().withDetail("proxy", why).build();
        };
    }
}
