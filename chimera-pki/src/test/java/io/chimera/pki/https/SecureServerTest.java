package io.chimera.pki.https;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.chimera.core.testing.SteppingClock;
import io.chimera.pki.https.NoReply.Why;
import io.chimera.pki.lab.LabCa;
import io.chimera.pki.lab.LabCaSettings;
import io.chimera.pki.step.OneTimeToken;
import io.chimera.pki.step.ProvisionerKey;
import io.chimera.pki.step.StepCa;
import io.chimera.pki.x509.KeyAndChain;
import io.chimera.pki.x509.Keys;
import io.chimera.pki.x509.SigningRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our end of HTTPS against servers that do not behave, and our server against callers that do not. */
class SecureServerTest {

    private static final ProvisionerKey SERVICES = ProvisionerKey.make("services");

    @TempDir
    private Path folder;

    private final SteppingClock clock = new SteppingClock(Instant.now());
    private LabCa lab;
    private StepCa ca;

    @BeforeEach
    void start() throws Exception {
        var people = ProvisionerKey.make("people").publicKey();
        var services = SERVICES.publicKey();
        lab = LabCa.start(
                LabCaSettings.onLoopback(folder.resolve("ca"), 0),
                new LabCa.Provisioners("people", people, "services", services),
                clock);
        ca = StepCa.bootstrap(lab.url(), lab.fingerprint(), clock, Duration.ofSeconds(10));
    }

    @AfterEach
    void stop() {
        lab.close();
        ca.close();
    }

    /** The JDK's server asks for it before each handshake. On every computer 127.0.0.1 would have a name. */
    @Test
    void theNameOfACallerIsNotLookedUp() throws Exception {
        assertThat(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}).getHostName())
                .isEqualTo("127.0.0.1");
        assertThat(InetAddress.getByName("localhost").isLoopbackAddress()).isTrue();
    }

    @Test
    void aCertificateThatIsNotGoodYetPointsToTheClock() {
        clock.advance(Duration.ofDays(-2));

        try (var client = client(lab.url(), Duration.ofSeconds(10))) {
            assertThatThrownBy(() -> client.get("/health")).isInstanceOfSatisfying(NoReply.class, e -> {
                assertThat(e.why()).isEqualTo(Why.CLOCK);
                assertThat(e).hasMessageContaining("clock");
            });
        }
    }

    @Test
    void aServerWithAnotherNameIsAStranger() throws Exception {
        var facing = new SecureServer.Facing("other", any(), showing("other.lan"), false, 100);
        try (var server = SecureServer.start(facing, saying(Answer.json(200, Map.of())));
                var client = client(URI.create("https://127.0.0.1:" + server.port()), Duration.ofSeconds(10))) {
            assertThatThrownBy(() -> client.get("/health"))
                    .isInstanceOfSatisfying(
                            NoReply.class, e -> assertThat(e.why()).isEqualTo(Why.STRANGER));
        }
    }

    @Test
    void whereNobodyListensNobodyAnswers() throws Exception {
        try (var client = client(URI.create("https://127.0.0.1:" + freePort()), Duration.ofSeconds(10))) {
            assertThatThrownBy(() -> client.get("/health"))
                    .isInstanceOfSatisfying(
                            NoReply.class, e -> assertThat(e.why()).isEqualTo(Why.SILENT));
        }
    }

    @Test
    void aServerThatSaysNothingIsNotWaitedForLongerThanPatienceLasts() throws Exception {
        try (var mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                var client = client(URI.create("https://127.0.0.1:" + mute.getLocalPort()), Duration.ofMillis(300))) {
            assertThatThrownBy(() -> client.get("/health"))
                    .isInstanceOfSatisfying(
                            NoReply.class, e -> assertThat(e.why()).isEqualTo(Why.SILENT));
        }
    }

    @Test
    void aReplyThatIsTooLargeIsNotRead() throws Exception {
        var facing = new SecureServer.Facing("large", any(), showing("127.0.0.1"), false, 100);
        try (var large = SecureServer.start(facing, saying(Answer.text(200, "text/plain", "x".repeat(300_000))));
                var client = client(URI.create("https://127.0.0.1:" + large.port()), Duration.ofSeconds(10))) {
            assertThatThrownBy(() -> client.get("/")).isInstanceOf(NoReply.class);
        }
    }

    @Test
    void aHandlerThatBreaksIsAnsweredForAndTheServerGoesOn() throws Exception {
        var broken = new AtomicBoolean(true);
        Handler handler = new Handler() {
            @Override
            public Answer answer(Call call) {
                if (broken.getAndSet(false)) throw new IllegalStateException("broken on purpose");
                return Answer.json(200, Map.of());
            }

            @Override
            public Answer trouble(int status) {
                return Answer.text(status, "text/plain", "trouble");
            }
        };
        var facing = new SecureServer.Facing("broken", any(), showing("127.0.0.1"), false, 100);
        try (var server = SecureServer.start(facing, handler);
                var client = client(URI.create("https://127.0.0.1:" + server.port()), Duration.ofSeconds(10))) {
            assertThat(client.get("/").status()).isEqualTo(500);
            assertThat(client.get("/").status()).isEqualTo(200);
        }
    }

    @Test
    void whoSpeaksNoTlsDoesNotDisturbTheOthers() throws Exception {
        for (var i = 0; i < 20; i++) {
            try (var socket =
                    new Socket(InetAddress.getLoopbackAddress(), lab.url().getPort())) {
                socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes());
            }
        }

        ca.health();
    }

    @Test
    void anExchangeThatTakesTooLongIsInterruptedAndItsPlaceIsFreeAgain() throws Exception {
        var exchanges = new Exchanges("slow", 1, Duration.ofMillis(100));
        var interrupted = new CountDownLatch(1);
        exchanges.execute(() -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        });
        assertThatThrownBy(() -> exchanges.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);

        interrupted.await();

        var ran = new CountDownLatch(1);
        await().ignoreExceptionsInstanceOf(RejectedExecutionException.class)
                .untilAsserted(() -> exchanges.execute(ran::countDown));
        ran.await();
    }

    private SSLContext showing(String name) throws Exception {
        var pair = Keys.make();
        var request = SigningRequest.make(pair, name);
        var grant = new OneTimeToken.Grant(ca.signAudience(), lab.fingerprint(), name, List.of(name), request.digest());
        var token = OneTimeToken.mint(SERVICES, grant, clock.instant(), Duration.ofSeconds(60));
        var own = new KeyAndChain(pair.getPrivate(), ca.sign(request, token.jwt()));
        return new ShownCertificate(() -> own).context();
    }

    private static Handler saying(Answer answer) {
        return new Handler() {
            @Override
            public Answer answer(Call call) {
                return answer;
            }

            @Override
            public Answer trouble(int status) {
                return Answer.text(status, "text/plain", "trouble");
            }
        };
    }

    private SecureClient client(URI url, Duration patience) {
        return new SecureClient(url, new PinnedTrust(ca.root(), clock).context(), clock, patience);
    }

    private static InetSocketAddress any() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
