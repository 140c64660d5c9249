package io.chimera.app.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.core.identity.Credential;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** While Bruno is not on the network, others say they were he. */
class ImpostorsIT {

    private static final long ANA = 1001;
    private static final long BRUNO = 1002;
    private static final long CLARA = 1003;
    private static final String[] TLS = {"TLSv1.3", "TLSv1.2"};
    private static final String[] FIRST_PROTOCOL = {};
    private static final String[] OUR_PROTOCOL = {"chimera/2"};
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static Air air;
    private static int firstPort;
    private static Node node;
    private static Rest ana;
    private static Rest bruno;

    @BeforeAll
    static void brunoLeavesTheNetwork() throws IOException {
        air = Air.fresh();
        try (var probe = new ServerSocket(0)) {
            firstPort = probe.getLocalPort();
        }
        node = Node.start("ana", folder.resolve("ana"), List.of(), air.settings(firstPort));
        ana = new Rest(node, ANA);
        bruno = new Rest(node, BRUNO);
        bruno.lan(false);
        await().atMost(Duration.ofSeconds(60)).until(() -> ana.lanPort().isPresent());
    }

    @AfterAll
    static void end() {
        if (node != null) node.close();
    }

    @Test
    void whoHasACertificateOfAnotherAuthorityIsGivenNothing() throws Exception {
        isGivenNothing("127.0.0.2", Shown.context(ofAnotherAuthority()), "UNPROVEN");
    }

    @Test
    void whoHasAnExpiredCertificateIsGivenNothing() throws Exception {
        isGivenNothing("127.0.0.3", Shown.context(expired()), "UNPROVEN");
    }

    @Test
    void whoHasACertificateForAnotherPersonIsGivenNothing() throws Exception {
        isGivenNothing("127.0.0.4", Shown.context(clara()), "UNPROVEN");
    }

    /** No certificate, no handshake: to Ana it is as if nobody was there. */
    @Test
    void whoHasNoCertificateIsGivenNothing() throws Exception {
        isGivenNothing("127.0.0.5", Shown.nothing(), "LAN_FAILED");
    }

    private static void isGivenNothing(String address, SSLContext shown, String reason) throws Exception {
        var text = "Só para o Bruno, nunca para " + address;
        try (var impostor = new Impostor(InetAddress.getByName(address), firstPort, shown);
                var _ = air.claim(BRUNO, impostor.address())) {
            await().atMost(SOON)
                    .until(() -> ana.heardAt(BRUNO)
                            .filter((address + ":" + firstPort)::equals)
                            .isPresent());
            var id = ana.send(BRUNO, text).ok().path("id").asString();

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(
                                    ana.message(BRUNO, id).path("route").asString())
                            .isEqualTo("CLOUD"));
            assertThat(impostor.callers()).isPositive();
            assertThat(impostor.bytes()).isZero();
            assertThat(ana.message(BRUNO, id).path("routeReason").asString()).isEqualTo(reason);
        }
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(bruno.messages(ANA, 20))
                        .filteredOn(message -> message.path("text").asString("").equals(text))
                        .singleElement()
                        .satisfies(message ->
                                assertThat(message.path("route").asString()).isEqualTo("CLOUD")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void callersWithoutAGoodCertificateHearNothingFromAna(String tls) throws Exception {
        for (var shown : List.of(Shown.context(ofAnotherAuthority()), Shown.context(expired()), Shown.nothing())) {
            assertThat(isSpokenTo(shown, FIRST_PROTOCOL, tls)).isFalse();
        }
    }

    @Test
    void callersWithoutAGoodCertificateHearNothingInOurProtocolEither() throws Exception {
        for (var shown : List.of(Shown.context(ofAnotherAuthority()), Shown.context(expired()), Shown.nothing())) {
            assertThat(isSpokenTo(shown, OUR_PROTOCOL, "TLSv1.3")).isFalse();
        }
        assertThat(isSpokenTo(Shown.context(clara()), OUR_PROTOCOL, "TLSv1.3")).isTrue();
    }

    /** What a certificate names is who one is, whatever was announced. */
    @Test
    void whoCallsWithClarasCertificateIsClaraAndNeverBruno() throws Exception {
        var text = "Eu sou o Bruno, acredite";
        FirstPeer.bringText(anasPort(), clara(), text, TLS);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(ana.messages(CLARA, 20))
                        .anyMatch(message -> message.path("text").asString("").equals(text)
                                && message.path("from").asLong() == CLARA));
        assertThat(ana.messages(BRUNO, 100))
                .noneMatch(message -> message.path("text").asString("").equals(text));
    }

    /** Whether Ana says anything at all to a caller before the connection ends, however it ends. */
    private static boolean isSpokenTo(SSLContext shown, String[] spoken, String tls) throws IOException {
        try (var socket = Shown.dial(anasPort(), shown, tls)) {
            var parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(spoken);
            socket.setSSLParameters(parameters);
            return socket.getInputStream().read() >= 0;
        } catch (java.net.SocketTimeoutException waits) {
            throw new AssertionError("it is neither refused nor answered", waits);
        } catch (IOException refused) {
            return false;
        }
    }

    private static InetSocketAddress anasPort() {
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), ana.lanPort().orElseThrow());
    }

    private static Credential ofAnotherAuthority() throws Exception {
        var now = Instant.now();
        return Forgery.imitating(node).of(BRUNO, now.minus(Duration.ofHours(1)), now.plus(Duration.ofDays(10)));
    }

    private static Credential expired() throws Exception {
        var now = Instant.now();
        return Forgery.withTheKeyOf(node).of(BRUNO, now.minus(Duration.ofDays(11)), now.minus(Duration.ofMinutes(5)));
    }

    /** Good, and somebody else's: the other checks are not what stops it. */
    private static Credential clara() throws Exception {
        var now = Instant.now();
        return Forgery.withTheKeyOf(node).of(CLARA, now.minus(Duration.ofHours(1)), now.plus(Duration.ofDays(10)));
    }
}
