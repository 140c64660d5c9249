package io.chimera.p2p.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.core.delivery.LanCarrier.LanState;
import io.chimera.core.neighbour.NeighbourAppeared;
import io.chimera.core.route.Outcome.Delivered;
import io.chimera.p2p.testing.LanNode;
import io.chimera.p2p.testing.Relay;
import io.chimera.p2p.testing.Settings;
import io.chimera.p2p.testing.Street;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who is near: heard by real datagrams, proved by real connections. */
class NearbyTest extends Street {

    @Test
    void twoWhoHearEachOtherProveThemselvesBeforeAnythingIsSaid() {
        var anas = node(ana).on();
        var brunos = node(bruno).on();
        awaitProven(anas, bruno);
        awaitProven(brunos, ana);
        assertThat(anas.neighbourhood().find(bruno.contact()).orElseThrow().endpoints())
                .singleElement()
                .satisfies(place -> assertThat(place.address()).isEqualTo(brunos.address()));
    }

    @Test
    void whoComesLaterIsFoundToo() {
        var anas = node(ana).on();
        await().during(Duration.ofMillis(500))
                .until(() -> anas.neighbourhood().all().isEmpty());
        var brunos = node(bruno).on();
        awaitProven(anas, bruno);
        awaitProven(brunos, ana);
    }

    @Test
    void theFirstMessageFindsAnOpenConnection() throws Exception {
        var anas = node(ana).on();
        node(bruno).on();
        awaitProven(anas, bruno);
        var neighbour = anas.neighbourhood().find(bruno.contact()).orElseThrow();
        assertThat(carry(anas, ana.text(bruno, "hello"), neighbour)).isInstanceOf(Delivered.class);
        assertThat(bruno.wordsWith(ana)).containsExactly("hello");
    }

    @Test
    void whoSwitchesOffIsGoneAtOnceAndComesBack() {
        var anas = node(ana).on();
        var brunos = node(bruno).on();
        awaitProven(anas, bruno);
        brunos.carrier().takePart(false);
        assertThat(brunos.carrier().state()).isEqualTo(new LanState.Off());
        awaitGone(anas, bruno);
        brunos.on();
        awaitProven(anas, bruno);
    }

    @Test
    void aNodeThatStartsAgainIsANewAppearance() {
        var anas = node(ana).on();
        node(bruno).on().close();
        anas.news().forget();
        node(bruno).on();
        awaitProven(anas, bruno);
        assertThat(anas.news().of(NeighbourAppeared.class)).isNotEmpty();
    }

    @Test
    void threeAccountsMeet() {
        var clara = person(1003, "Clara Menezes");
        var anas = node(ana).on();
        var brunos = node(bruno).on();
        var claras = node(clara).on();
        awaitProven(anas, bruno);
        awaitProven(anas, clara);
        awaitProven(brunos, clara);
        awaitProven(claras, ana);
    }

    @Test
    void aPlaceNamedByHandIsFoundWithoutAnyAnnouncement() {
        var anas = lonelyNode(ana).on();
        var brunos = lonelyNode(bruno).on();
        anas.lan().addNeighbour(bruno.contact(), brunos.address());
        awaitProven(anas, bruno);
        awaitProven(brunos, ana);
    }

    @Test
    void aComputerThatLosesItsPowerIsNoticed() throws Exception {
        var impatient = Settings.times(Duration.ofMillis(300), Duration.ofMillis(300));
        var anas = node(ana, Settings.alone().times(impatient)).on();
        var brunos = lonelyNode(bruno).on();
        var relay = relayTo(brunos);
        assertThat(carry(anas, ana.text(bruno, "hello"), behind(relay, bruno))).isInstanceOf(Delivered.class);
        relay.swallow(true);
        // The old connection must be given up, and a new one be made when the power is back.
        await().until(() -> relay.connections() > 1);
        relay.swallow(false);
        relay.cut();
        await().untilAsserted(() -> assertThat(carry(anas, ana.text(bruno, "again"), behind(relay, bruno)))
                .isInstanceOf(Delivered.class));
        assertThat(bruno.wordsWith(ana)).contains("hello", "again");
    }

    @Test
    void aCutCableIsMendedByItself() throws Exception {
        var anas = lonelyNode(ana).on();
        var brunos = lonelyNode(bruno).on();
        Relay relay = relayTo(brunos);
        anas.lan().addNeighbour(bruno.contact(), relay.address());
        awaitProven(anas, bruno);
        relay.cut();
        await().until(() -> relay.connections() == 2);
        assertThat(carry(anas, ana.text(bruno, "hello"), behind(relay, bruno))).isInstanceOf(Delivered.class);
    }

    @Test
    void withoutACertificateItIsDownUntilThereIsOne() {
        var node = node(ana);
        node.credential(Optional.empty());
        node.carrier().takePart(true);
        assertThat(node.carrier().state())
                .isInstanceOfSatisfying(
                        LanState.Down.class, down -> assertThat(down.why()).contains("no certificate"));
        node.credential(Optional.of(AUTHORITY.credential(1001)));
        await().until(() -> node.carrier().state() instanceof LanState.On);
    }

    @Test
    void whenTheCertificateEndsItIsDownAndItsConnectionsEnd() {
        var anas = node(ana);
        anas.credential(Optional.of(
                AUTHORITY.person(1001).until(Instant.now().plusSeconds(8)).issue()));
        anas.on();
        var brunos = node(bruno).on();
        awaitProven(brunos, ana);
        await().until(() -> anas.carrier().state() instanceof LanState.Down down
                && down.why().contains("ended at"));
        awaitGone(brunos, ana);
        anas.credential(Optional.of(AUTHORITY.credential(1001)));
        awaitProven(brunos, ana);
    }

    @Test
    void aTakenPortLowersItUntilItIsFree() throws Exception {
        LanNode node;
        try (var holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            node = node(ana, Settings.together(udpPort).port(holder.getLocalPort()));
            node.carrier().takePart(true);
            assertThat(node.carrier().state())
                    .isInstanceOfSatisfying(
                            LanState.Down.class,
                            down -> assertThat(down.why())
                                    .contains("TCP port " + holder.getLocalPort())
                                    .contains("chimera.lan.port"));
        }
        await().until(() -> node.carrier().state() instanceof LanState.On);
    }
}
