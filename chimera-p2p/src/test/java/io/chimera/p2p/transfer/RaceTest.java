package io.chimera.p2p.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chimera.p2p.testing.LanNode;
import io.chimera.p2p.testing.Settings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RaceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void theFirstOfSeveralThatAnswerIsTaken() throws Exception {
        try (var one = server();
                var other = server()) {
            var winner = Race.first(List.of(at(one), at(other)), PATIENCE);
            assertThat(winner.getRemoteSocketAddress()).isEqualTo(at(one));
            winner.close();
        }
    }

    @Test
    void aRefusalIsNotWaitedFor() throws Exception {
        try (var server = server()) {
            var winner = Race.first(List.of(nowhere(), nowhere(), at(server)), PATIENCE);
            assertThat(winner.getRemoteSocketAddress()).isEqualTo(at(server));
            winner.close();
        }
    }

    @Test
    void aPlaceThatDoesNotAnswerCostsAMoment() throws Exception {
        try (var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var server = server()) {
            var queued = fill(full);
            var winner = Race.first(List.of(at(full), at(server)), PATIENCE);
            assertThat(winner.getRemoteSocketAddress()).isEqualTo(at(server));
            winner.close();
            for (var socket : queued) socket.close();
        }
    }

    @Test
    void whenAllRefuseThatIsSaid() {
        var one = nowhere();
        var other = nowhere();
        assertThatExceptionOfType(Race.NobodyThere.class)
                .isThrownBy(() -> Race.first(List.of(one, other), PATIENCE))
                .satisfies(nobody -> assertThat(nobody.refused()).containsExactlyInAnyOrder(one, other));
    }

    @Test
    void aPlaceThatNeverAnswersIsGivenUp() throws Exception {
        try (var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var queued = fill(full);
            assertThatExceptionOfType(Race.NobodyThere.class)
                    .isThrownBy(() -> Race.first(List.of(at(full)), Duration.ofMillis(200)))
                    .satisfies(nobody -> assertThat(nobody.refused()).isEmpty());
            for (var socket : queued) socket.close();
        }
    }

    @Test
    void whoIsToldToStopStops() {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> Race.first(List.of(nowhere(), nowhere()), PATIENCE));
        assertThat(Thread.interrupted()).isFalse();
    }

    /** A server whose queue is full lets further connections wait. */
    private static List<Socket> fill(ServerSocket server) throws Exception {
        var queued = new ArrayList<Socket>();
        for (int i = 0; i < 2; i++) queued.add(new Socket(server.getInetAddress(), server.getLocalPort()));
        return queued;
    }

    private static ServerSocket server() throws Exception {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    private static InetSocketAddress at(ServerSocket server) {
        return LanNode.at(server.getLocalPort());
    }

    private static InetSocketAddress nowhere() {
        return LanNode.at(Settings.freeTcpPort());
    }
}
