package io.chimera.janus.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.janus.ScriptedNotebook;
import io.chimera.core.janus.TrafficBook;
import io.chimera.janus.cards.CardBooks;
import io.chimera.janus.command.Words;
import io.chimera.janus.desk.JanusDesk;
import io.chimera.janus.site.Site;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What nobody expected to fail fails: the client is told, and the proxy goes on. */
class FaultsTest {

    private final ScriptedNotebook notebook = new ScriptedNotebook();
    private final JanusDesk desk = new JanusDesk(
            Duration.ofMinutes(30),
            Clock.systemUTC(),
            new SecureRandom(),
            new CardBooks(notebook, Clock.systemUTC()),
            new TrafficBook(),
            _ -> {});
    private TestSite site;

    @BeforeEach
    void open() {
        site = TestSite.friendly();
    }

    @AfterEach
    void close() {
        site.close();
        desk.close();
    }

    /** The first time a secret is given the request goes on later than it came. */
    @Test
    void aFaultBeforeTheSiteIsAsked() {
        told(
                _ -> {
                    throw new IllegalStateException("broken");
                },
                null,
                Clock.systemUTC(),
                client -> client.get(site.url("/?p=%5Cp")));
    }

    @Test
    void aFaultWhenTheSiteIsReached() {
        told(_ -> false, null, new BrokenClock(), client -> client.get(site.url("/?u=%5Cu")));
    }

    @Test
    void nobodyWhoCouldWaitForTheDisk() {
        Executor full = _ -> {
            throw new RejectedExecutionException("full");
        };
        var body = "--bb\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a\"\r\n\r\n" + "y".repeat(3_000_000)
                + "\r\n--bb--\r\n";
        told(
                _ -> false,
                full,
                Clock.systemUTC(),
                client -> client.post(site.url("/m"), "multipart/form-data; boundary=bb", body));
    }

    private interface Asking {
        Client.Answer by(Client client);
    }

    private void told(Predicate<Site> inClear, @Nullable Executor waiting, Clock clock, Asking asking) {
        var settings = ProxyHouse.settings(List.of("127.0.0.0/8"), List.of(), "");
        var proxy = new JanusProxy(settings, (counters, executor) -> {
            var whole = ProxyConfiguration.office(
                    settings,
                    Words.USUAL,
                    Limits.usual(),
                    new Doorkeeper(desk, notebook::known, executor, new SecureRandom()),
                    _ -> {},
                    _ -> false,
                    Interception.NONE,
                    counters,
                    executor,
                    clock);
            return new Office(
                    whole.limits(),
                    whole.doorkeeper(),
                    whole.roads(),
                    inClear,
                    whole.suffixes(),
                    whole.bodies(),
                    whole.herald(),
                    counters,
                    waiting == null ? executor : waiting,
                    clock,
                    whole.tunnelPorts(),
                    whole.interception(),
                    whole.secureRoads(),
                    whole.guises(),
                    whole.exempt());
        });
        proxy.start();
        try (var client = new Client(((ProxyState.Listening) proxy.state()).port())) {
            var answer = asking.by(client);
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body()).doesNotContain("broken").doesNotContain("Exception");
            assertThat(client.get(site.url("/")).status()).isEqualTo(200);
            assertThat(site.seen).hasSize(1);
        } finally {
            proxy.stop();
        }
    }

    private static final class BrokenClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            throw new IllegalStateException("broken");
        }
    }
}
