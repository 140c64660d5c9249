package io.chimera.janus.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Clients who send something now and then, so that they are never idle, and never come to an end (row 11). */
class TricklingTest {

    private static final int MANY = 500;

    /** A byte a second is something, and a head must be whole in its time all the same. */
    @Test
    void headsThatComeByteByByteAreLeftAndOthersAreServedMeanwhile() {
        var impatient = Limits.usual().impatient(Duration.ofSeconds(4), Duration.ofSeconds(30));
        var slow = new ArrayList<Client>();
        try (var site = TestSite.friendly();
                var house = ProxyHouse.open(ProxyHouse.settings(List.of("127.0.0.0/8"), List.of(), ""), impatient);
                var good = house.client();
                var dripping = Executors.newSingleThreadScheduledExecutor()) {
            assertThat(good.get(site.url("/")).status()).isEqualTo(200);
            for (int i = 0; i < MANY; i++) slow.add(house.client().send("GET http://x/ HTTP/1.1\r\nX: "));
            dripping.scheduleWithFixedDelay(() -> slow.forEach(TricklingTest::drip), 1, 1, TimeUnit.SECONDS);
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                assertThat(good.get(site.url("/")).status()).isEqualTo(200);
                return house.proxy.connections() <= 1;
            });
            dripping.shutdownNow();
            assertThat(slow).allMatch(Client::isHungUp);
            assertThat(site.seen).allMatch(request -> request.target().equals("/"));
        } finally {
            slow.forEach(Client::close);
        }
    }

    private static void drip(Client client) {
        try {
            client.send("x");
        } catch (UncheckedIOException hungUp) {
            // as it should be, after a while
        }
    }
}
