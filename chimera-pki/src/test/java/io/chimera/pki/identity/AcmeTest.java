package io.chimera.pki.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chimera.core.disk.PrivateFolder;
import io.chimera.core.identity.RevocationReason;
import io.chimera.core.testing.SteppingClock;
import io.chimera.pki.acme.AcmeChallenge;
import io.chimera.pki.acme.AcmeOrder;
import io.chimera.pki.https.Answer;
import io.chimera.pki.https.Call;
import io.chimera.pki.https.Handler;
import io.chimera.pki.https.PinnedTrust;
import io.chimera.pki.https.SecureClient;
import io.chimera.pki.https.SecureServer;
import io.chimera.pki.https.SecureServer.Facing;
import io.chimera.pki.https.ShownCertificate;
import io.chimera.pki.step.AuthorityFailed;
import io.chimera.pki.step.AuthorityFailed.Kind;
import io.chimera.pki.step.StepCa;
import io.chimera.pki.testing.RealStepCa;
import io.chimera.pki.x509.SubjectNames;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server's certificate by ACME, from the real step-ca, which calls back over real sockets. */
class AcmeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final List<String> NAMES = List.of("127.0.0.1", "localhost");

    @TempDir
    private static Path caFolder;

    @TempDir
    private Path folder;

    private static RealStepCa real;
    private final Clock clock = Clock.systemUTC();
    private StepCa ca;

    @BeforeAll
    static void startAuthority() throws Exception {
        real = RealStepCa.start(RealStepCa.Plan.usual(caFolder.resolve("ca")));
    }

    @AfterAll
    static void stopAuthority() {
        if (real != null) real.close();
    }

    @BeforeEach
    void meet() throws Exception {
        ca = StepCa.bootstrap(real.url(), real.fingerprint(), clock, PATIENCE);
    }

    @AfterEach
    void leave() {
        if (ca != null) ca.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http-01", "tls-alpn-01"})
    void whoAnswersAtItsNamesHasThemCertified(String type) throws Exception {
        try (var own = ServiceCertificate.obtain(ca, acme(type), NAMES, clock)) {
            var leaf = own.get().certificate();

            assertThat(SubjectNames.of(leaf).ips()).containsExactly("127.0.0.1");
            assertThat(SubjectNames.of(leaf).dns()).containsExactly("localhost");
            assertThat(own.get().chain()).hasSize(2);
            new PinnedTrust(ca.root(), clock).checkServes(own.get().chain());
        }
        // Nothing listens any more once the challenge is answered.
        new ServerSocket(challenge(type).at().getPort(), 1, InetAddress.getLoopbackAddress()).close();
    }

    @Test
    void aCertificateIsRenewedWithoutAChallengeAndWithoutDisturbingConnections() throws Exception {
        var moving = new SteppingClock(Instant.now());
        try (var own = ServiceCertificate.obtain(ca, acme("http-01"), NAMES, moving);
                var server = serving(own);
                var client = new SecureClient(
                        URI.create("https://127.0.0.1:" + server.port()),
                        new PinnedTrust(ca.root(), clock).context(),
                        clock,
                        PATIENCE)) {
            var first = own.get();
            assertThat(client.get("/").status()).isEqualTo(200);
            moving.advance(Duration.ofHours(161));
            try (var inTheWay = new ServerSocket(real.plan().acmeHttpPort(), 1, InetAddress.getLoopbackAddress())) {
                assertThat(inTheWay.isBound()).isTrue();
                own.round();
            }

            assertThat(own.get().certificate().getSerialNumber())
                    .isNotEqualTo(first.certificate().getSerialNumber());
            assertThat(own.get().certificate().getPublicKey())
                    .isEqualTo(first.certificate().getPublicKey());
            assertThat(client.get("/").status()).isEqualTo(200);
        }
    }

    @Test
    void aCertificateThatCannotBeRenewedIsObtainedAnew() throws Exception {
        var moving = new SteppingClock(Instant.now());
        try (var own = ServiceCertificate.obtain(ca, acme("tls-alpn-01"), NAMES, moving)) {
            var first = own.get();
            ca.revoke(first, RevocationReason.SUPERSEDED, "");
            moving.advance(Duration.ofHours(161));

            own.round();

            assertThat(own.get().certificate().getPublicKey())
                    .isNotEqualTo(first.certificate().getPublicKey());
        }
    }

    @Test
    void theAccountsKeyIsKeptAndPrivate() throws Exception {
        acme("http-01").order().obtain(ca, NAMES, clock);
        var file = folder.resolve("identity/acme-account.jwk");
        var key = Files.readString(file);

        acme("http-01").order().obtain(ca, NAMES, clock);

        assertThat(Files.readString(file)).isEqualTo(key);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.writeString(file, "damaged");
        assertThat(failure(acme("http-01").order(), NAMES).what()).contains("acme-account.jwk", "Remove it");
    }

    @Test
    void whoDoesNotAnswerHasNothingCertified() throws Exception {
        var elsewhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), RealStepCa.freePort());
        var order = new AcmeOrder("acme", new AcmeChallenge.Http01(elsewhere), home());

        var failed = failure(order, List.of("127.0.0.1"));

        assertThat(failed.kind()).isEqualTo(Kind.REFUSED);
        assertThat(failed.what()).contains("127.0.0.1", "port 80");
    }

    @Test
    void aPortThatIsTakenIsNamed() throws Exception {
        try (var _ = new ServerSocket(real.plan().acmeHttpPort(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(failure(acme("http-01").order(), NAMES).what())
                    .contains(
                            "cannot be answered at",
                            Integer.toString(real.plan().acmeHttpPort()),
                            "free");
        }
    }

    @Test
    void aProvisionerThatIsNotThereIsNamed() throws Exception {
        var order = new AcmeOrder("nothing", challenge("http-01"), home());

        assertThat(failure(order, NAMES).what()).contains("ACME provisioner nothing");
    }

    @Test
    void anAuthorityThatIsAwayIsToldApart() throws Exception {
        var other = RealStepCa.start(RealStepCa.Plan.usual(folder.resolve("ca")));
        try (var gone = StepCa.bootstrap(other.url(), other.fingerprint(), clock, PATIENCE)) {
            other.close();

            var failed = catchThrowableOfType(
                    AuthorityFailed.class, () -> acme("http-01").order().obtain(gone, NAMES, clock));

            assertThat(failed.kind()).isEqualTo(Kind.UNREACHABLE);
        }
    }

    private AuthorityFailed failure(AcmeOrder order, List<String> names) {
        return catchThrowableOfType(AuthorityFailed.class, () -> order.obtain(ca, names, clock));
    }

    private ServiceProof.Acme acme(String type) throws IOException {
        return new ServiceProof.Acme(new AcmeOrder("acme", challenge(type), home()));
    }

    private PrivateFolder home() throws IOException {
        return PrivateFolder.open(folder.resolve("identity"));
    }

    private static AcmeChallenge challenge(String type) {
        var loopback = InetAddress.getLoopbackAddress();
        return type.equals("http-01")
                ? new AcmeChallenge.Http01(
                        new InetSocketAddress(loopback, real.plan().acmeHttpPort()))
                : new AcmeChallenge.TlsAlpn01(
                        new InetSocketAddress(loopback, real.plan().acmeTlsPort()));
    }

    private static SecureServer serving(ServiceCertificate own) throws IOException {
        var at = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var facing = new Facing("acme-test", at, new ShownCertificate(own).context(), false, 1024);
        return SecureServer.start(facing, new Handler() {
            @Override
            public Answer answer(Call call) {
                return Answer.json(200, Map.of());
            }

            @Override
            public Answer trouble(int status) {
                return Answer.json(status, Map.of());
            }
        });
    }
}
