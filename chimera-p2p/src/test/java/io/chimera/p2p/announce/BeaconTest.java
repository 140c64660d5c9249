package io.chimera.p2p.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import io.chimera.core.contact.ContactId;
import io.chimera.core.neighbour.InstanceId;
import io.chimera.p2p.testing.Settings;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Real datagrams, on the loopback. */
class BeaconTest {

    private final int port = Settings.freeUdpPort();
    private final List<String> one = new CopyOnWriteArrayList<>();
    private final List<String> other = new CopyOnWriteArrayList<>();

    @Test
    void everyBeaconOfThisComputerHearsWhatIsBroadcastInIt() throws Exception {
        try (var mine = beacon(inside(), one);
                var _ = beacon(inside(), other)) {
            mine.shout("hello".getBytes(StandardCharsets.US_ASCII));
            await().untilAsserted(() -> assertThat(one).containsExactly("hello"));
            await().untilAsserted(() -> assertThat(other).containsExactly("hello"));
        }
    }

    @Test
    void whatIsSentToItsAddressIsHeardToo() throws Exception {
        try (var _ = beacon(inside(), one);
                var stranger = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            var hello = "1:1001".getBytes(StandardCharsets.US_ASCII);
            stranger.send(new DatagramPacket(
                    hello, hello.length, new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
            await().untilAsserted(() -> assertThat(one).containsExactly("1:1001"));
        }
    }

    @Test
    void aPortSomebodyElseHoldsIsAReasonAndANextStep() throws Exception {
        try (var holder = new DatagramSocket(null)) {
            holder.setReuseAddress(false);
            holder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            assertThatIOException()
                    .isThrownBy(() -> beacon(inside(), one))
                    .withMessageContaining("UDP port " + port)
                    .withMessageContaining("chimera.lan.listen-port");
        }
        beacon(inside(), one).close();
    }

    @Test
    void theFirstDialectIsSpokenFromItsOwnPortOrFromAnotherIfThatIsTaken() throws Exception {
        int source = Settings.freeUdpPort();
        var sources = new CopyOnWriteArrayList<Integer>();
        var reach = new Reach(port, source, loopback(), List.of(), broadcast());
        try (var mine = Beacon.open(reach, (_, from) -> sources.add(from.getPort()));
                var second = Beacon.open(reach, (_, _) -> {})) {
            mine.shoutFirst("1:1001".getBytes(StandardCharsets.US_ASCII));
            await().untilAsserted(() -> assertThat(sources).containsExactly(source));
            second.shoutFirst("1:1002".getBytes(StandardCharsets.US_ASCII));
            await().untilAsserted(() -> assertThat(sources).hasSize(2));
            assertThat(sources.get(1)).isNotEqualTo(source);
        }
    }

    @Test
    void anAnnouncerAnnouncesQuicklyAndOnceMoreWhenNudged() throws Exception {
        var steady = Duration.ofMinutes(5);
        var contact = new ContactId(1001);
        try (var beacon = beacon(inside(), one)) {
            var announcer = Announcer.ours(beacon, contact, 40_001, new InstanceId(7), steady, new Random(1));
            await().untilAsserted(() -> assertThat(one).hasSize(3));
            announcer.nudge();
            announcer.nudge();
            await().untilAsserted(() -> assertThat(one).hasSize(4));
            announcer.restart();
            await().untilAsserted(() -> assertThat(one).hasSize(7));
            announcer.close();
            Announcer.bye(beacon, contact, 40_001, new InstanceId(7));
            await().untilAsserted(() -> assertThat(one).hasSize(8));
            assertThat(one.subList(0, 7)).allMatch(said -> said.startsWith("CHM2\u0002\u0001"));
            assertThat(one.getLast()).startsWith("CHM2\u0002\u0002");
        }
    }

    @Test
    void interfacesAreIgnoredByNameOrBeginning() {
        var reach = new Reach(port, 0, Optional.empty(), List.of("docker*", "eth7"), List.of());
        assertThat(List.of("docker0", "docker", "eth7"))
                .allSatisfy(name -> assertThat(reach.ignores(name)).isTrue());
        assertThat(List.of("dock", "eth70", "eth0"))
                .allSatisfy(name -> assertThat(reach.ignores(name)).isFalse());
    }

    private Beacon beacon(Reach reach, List<String> heard) throws IOException {
        return Beacon.open(
                reach,
                (datagram, _) ->
                        heard.add(StandardCharsets.ISO_8859_1.decode(datagram).toString()));
    }

    private Reach inside() {
        return new Reach(port, 0, loopback(), List.of(), broadcast());
    }

    private static Optional<InetAddress> loopback() {
        return Optional.of(InetAddress.getLoopbackAddress());
    }

    private List<InetSocketAddress> broadcast() {
        return List.of(new InetSocketAddress("127.255.255.255", port));
    }
}
