package io.chimera.janus.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chimera.janus.site.Host;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where requests may go; rows 20 to 22. */
class GuardTest {

    private static Refusal refusal(ProxyHouse house, String url) {
        try (var client = house.client()) {
            var status = client.get(url).status();
            return status == 403 ? Refusal.ADDRESS : status == 508 ? Refusal.LOOP : Refusal.UNREACHABLE;
        }
    }

    @Test
    void thisComputerAndItsNetworkAreReachedByNoSpelling() {
        try (var house = ProxyHouse.open(ProxyHouse.settings(List.of(), List.of(), ""), Limits.usual())) {
            for (var host : List.of(
                    "127.0.0.1:1",
                    "127.1:1",
                    "0x7f.1:1",
                    "0x7f000001:1",
                    "2130706433:1",
                    "0177.0.0.1:1",
                    "localhost:1",
                    "LOCALHOST.:1",
                    "127.0.0.1.:1",
                    "0.0.0.0:1",
                    "[::1]:1",
                    "[::]:1",
                    "[::ffff:127.0.0.1]:1",
                    "[::ffff:7f00:1]:1",
                    "[64:ff9b::7f00:1]:1",
                    "[fe80::1]:1",
                    "[fd00::1]:1",
                    "169.254.169.254",
                    "10.0.0.1",
                    "172.16.0.1",
                    "172.31.255.255",
                    "192.168.1.1",
                    "100.64.0.1",
                    "224.0.0.1",
                    "255.255.255.255",
                    "%31%32%37.0.0.1:1",
                    "\u00b9\u00b2\u2077.0.0.1:1"))
                assertThat(refusal(house, "http://" + host + "/")).as(host).isEqualTo(Refusal.ADDRESS);
        }
    }

    @Test
    void chimeraItselfIsNeverReachedEvenWhereTheComputerIsAllowed() {
        try (var house = ProxyHouse.open();
                var page = TestSite.friendly()) {
            house.ownPage(page.port());
            assertThat(refusal(house, "http://127.0.0.1:" + house.port() + "/")).isEqualTo(Refusal.LOOP);
            assertThat(refusal(house, page.url("/"))).isEqualTo(Refusal.LOOP);
            assertThat(refusal(house, "http://127.9.9.9:" + page.port() + "/")).isEqualTo(Refusal.LOOP);
            assertThat(page.seen).isEmpty();
        }
    }

    /** Row 21. */
    @Test
    void theAddressThatWasLookedAtIsTheOneConnectedToAndOneBadOneSpoilsAll() throws Exception {
        var asked = new AtomicInteger();
        Guard.Lookup rebinding = _ ->
                new InetAddress[] {InetAddress.ofLiteral(asked.getAndIncrement() == 0 ? "192.0.2.7" : "127.0.0.1")};
        var guard = new Guard(rebinding, List.of(), _ -> false);
        assertThat(guard.check(Host.of("rebinding.example"), 80))
                .containsExactly(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.7"), 80));
        assertThat(asked).hasValue(1);

        var mixed = new Guard(
                _ -> new InetAddress[] {InetAddress.ofLiteral("192.0.2.7"), InetAddress.ofLiteral("10.0.0.1")},
                List.of(),
                _ -> false);
        assertThat(refused(mixed, "mixed.example")).isEqualTo(Refusal.ADDRESS);
    }

    @Test
    void whatIsAllowedIsReached() throws Exception {
        Guard.Lookup home = _ -> new InetAddress[] {InetAddress.ofLiteral("192.168.1.7")};
        assertThat(new Guard(home, List.of("printer.lan"), _ -> false).check(Host.of("printer.lan"), 80))
                .hasSize(1);
        assertThat(new Guard(home, List.of("192.168.0.0/16"), _ -> false).check(Host.of("a.lan"), 80))
                .hasSize(1);
        assertThat(refused(new Guard(home, List.of("printer.lan", "192.168.2.0/24"), _ -> false), "a.lan"))
                .isEqualTo(Refusal.ADDRESS);
    }

    private static Refusal refused(Guard guard, String host) throws Exception {
        var name = Host.of(host);
        return catchThrowableOfType(Refused.class, () -> guard.check(name, 80)).refusal();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "193.0.0.1"})
    void theInternetIsOpen(String address) {
        assertThat(Network.isReserved(InetAddress.ofLiteral(address))).isFalse();
    }
}
