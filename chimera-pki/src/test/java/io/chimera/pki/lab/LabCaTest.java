package io.chimera.pki.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chimera.core.disk.TooOpen;
import io.chimera.core.identity.RevocationReason;
import io.chimera.core.testing.SteppingClock;
import io.chimera.pki.https.NoReply;
import io.chimera.pki.https.PinnedTrust;
import io.chimera.pki.https.SecureClient;
import io.chimera.pki.https.ShownCertificate;
import io.chimera.pki.lab.LabCaSettings.Lives;
import io.chimera.pki.step.AuthorityFailed;
import io.chimera.pki.step.OneTimeToken;
import io.chimera.pki.step.ProvisionerKey;
import io.chimera.pki.step.StepCa;
import io.chimera.pki.testing.Requests;
import io.chimera.pki.testing.Token;
import io.chimera.pki.x509.KeyAndChain;
import io.chimera.pki.x509.Keys;
import io.chimera.pki.x509.SigningRequest;
import io.chimera.pki.x509.SubjectNames;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is particular to the lab's authority: its memory, its files, its two provisioners, its bounds. */
class LabCaTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ProvisionerKey PEOPLE = ProvisionerKey.make("people");
    private static final ProvisionerKey SERVICES = ProvisionerKey.make("services");

    @TempDir
    private Path folder;

    private final SteppingClock clock = new SteppingClock(Instant.now());
    private LabCa lab;
    private StepCa ca;

    @BeforeEach
    void start() throws Exception {
        start(LabCaSettings.onLoopback(folder.resolve("ca"), 0));
    }

    @AfterEach
    void stop() {
        lab.close();
        ca.close();
    }

    @Test
    void itIsTheSameAuthorityAfterARestart() throws Exception {
        var before = lab.fingerprint();
        var intermediate = issued("1001").chain().get(1);

        restart();

        assertThat(lab.fingerprint()).isEqualTo(before);
        assertThat(issued("1001").chain().get(1)).isEqualTo(intermediate);
    }

    @Test
    void whatItIssuedAndRevokedSurvivesARestart() throws Exception {
        var kept = issued("1001");
        var revoked = issued("1002");
        ca.revoke(revoked, RevocationReason.KEY_COMPROMISE, "lost");

        restart();

        assertThat(ca.renew(kept)).hasSize(2);
        assertThatThrownBy(() -> ca.renew(revoked)).isInstanceOf(AuthorityFailed.class);
    }

    @Test
    void aUsedTokenStaysUsedAfterARestart() throws Exception {
        // Without a time of issue, only the memory of used tokens stands in the way.
        var token = Token.of(PEOPLE, ca.signAudience(), "1001", clock.instant(), claims -> claims.issueTime(null));
        var request = SigningRequest.make(Keys.make(), "1001");
        ca.sign(request, token);

        restart();

        assertThatThrownBy(() -> ca.sign(request, token)).isInstanceOf(AuthorityFailed.class);
        assertThat(ca.sign(request, Token.of(PEOPLE, ca.signAudience(), "1001", clock.instant(), c -> c)))
                .hasSize(2);
    }

    @Test
    void keysAreReadableByTheirOwnerOnlyAndFromTheStart() throws Exception {
        var home = folder.resolve("ca");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                .isEqualTo("rwx------");
        try (var files = Files.list(home)) {
            assertThat(files.map(LabCaTest::mode))
                    .hasSizeGreaterThanOrEqualTo(3)
                    .containsOnly("rw-------");
        }
    }

    @Test
    void itDoesNotStartWhereOthersCanReadItsKeys() throws Exception {
        lab.close();
        var key = folder.resolve("ca/intermediate.pem");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(this::start).isInstanceOf(TooOpen.class).hasMessageContaining("chmod 600");
    }

    @Test
    void aSecondOneDoesNotStartInTheSameHome() {
        assertThatThrownBy(() -> LabCa.start(LabCaSettings.onLoopback(folder.resolve("ca"), 0), provisioners(), clock))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another");
    }

    @Test
    void itListensOnThisComputerUnlessToldOtherwise() throws Exception {
        var anywhere = InetAddress.getByAddress(new byte[4]);

        assertThatThrownBy(() -> settings(anywhere, false)).isInstanceOf(IllegalArgumentException.class);
        assertThat(settings(anywhere, true).bind()).isEqualTo(anywhere);
    }

    @Test
    void aTakenPortIsNamed() {
        assertThatThrownBy(() -> LabCa.start(
                        LabCaSettings.onLoopback(
                                folder.resolve("other"), lab.url().getPort()),
                        provisioners(),
                        clock))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(Integer.toString(lab.url().getPort()));
    }

    @Test
    void servicesAreNamedByHostAndNeverByNumber() throws Exception {
        var pair = Keys.make();
        var request = SigningRequest.make(pair, "identity.lan");

        var leaf = ca.sign(request, serviceToken(request, "identity.lan", "10.0.0.7"))
                .getFirst();

        assertThat(SubjectNames.of(leaf))
                .isEqualTo(new SubjectNames(List.of("identity.lan"), List.of(), List.of("10.0.0.7"), List.of(), 0));
        assertThat(leaf.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThatThrownBy(() -> ca.sign(request, serviceToken(request, "identity.lan", "1001")))
                .hasMessageContaining("number");
        assertThatThrownBy(() -> ca.sign(
                        request,
                        serviceToken(request, "identity.lan", "chimera://peer.chimera.internal/telegram/1001")))
                .isInstanceOf(AuthorityFailed.class);
        var numeric = SigningRequest.make(pair, "1001");
        assertThatThrownBy(() -> ca.sign(numeric, serviceToken(numeric, "1001")))
                .hasMessageContaining("number");
    }

    @Test
    void aCertificateThatHasEndedIsNotRenewed() throws Exception {
        var present = issued("1001");
        clock.advance(Duration.ofHours(241));

        assertThatThrownBy(() -> ca.renew(present)).isInstanceOf(AuthorityFailed.class);
    }

    @Test
    void itsOwnCertificateIsNeverOld() throws Exception {
        clock.advance(Duration.ofDays(30));

        ca.health();
    }

    @Test
    void aCertificateOfAnotherAuthorityEndsTheHandshake() throws Exception {
        try (var other = LabCa.start(LabCaSettings.onLoopback(folder.resolve("other"), 0), provisioners(), clock);
                var otherCa = StepCa.bootstrap(other.url(), other.fingerprint(), clock, PATIENCE)) {
            var pair = Keys.make();
            var token = Token.of(PEOPLE, otherCa.signAudience(), "1001", clock.instant(), c -> c);
            var foreign = new KeyAndChain(pair.getPrivate(), otherCa.sign(SigningRequest.make(pair, "1001"), token));
            var context = new PinnedTrust(ca.root(), clock).context(new ShownCertificate(() -> foreign));
            try (var client = new SecureClient(lab.url(), context, clock, PATIENCE)) {
                assertThatThrownBy(() -> client.post("/renew", null)).isInstanceOf(NoReply.class);
            }
        }
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedUnread() throws Exception {
        try (var client = plain()) {
            var reply = client.post("/sign", Map.of("csr", "x".repeat(70_000), "ott", "x"));
            assertThat(reply.status()).isEqualTo(413);
            assertThat(new String(reply.body().bytes(), StandardCharsets.UTF_8)).contains("\"status\":413");
            assertThat(client.get("/health").status()).isEqualTo(200);
        }
    }

    @Test
    void randomBytesAreRefusedAndNothingBreaks() throws Exception {
        var random = new Random(20261122);
        var good = SigningRequest.make(Keys.make(), "1001").pem();
        try (var client = plain()) {
            for (var i = 0; i < 300; i++) {
                var bytes = new byte[random.nextInt(400)];
                random.nextBytes(bytes);
                var csr = i % 2 == 0 ? Requests.armoured(bytes) : damaged(good, random);
                var reply = client.post("/sign", Map.of("csr", csr, "ott", "x.y.z"));
                assertThat(reply.status()).as("seed 20261122, round %d", i).isIn(400, 401);
            }
            for (var i = 0; i < 100; i++) {
                var bytes = new byte[random.nextInt(200)];
                random.nextBytes(bytes);
                var path = List.of("/sign", "/revoke", "/rekey").get(i % 3);
                var reply = client.post(path, new String(bytes, StandardCharsets.ISO_8859_1));
                assertThat(reply.status()).as("seed 20261122, round %d", i).isEqualTo(400);
            }
        }
    }

    @Test
    void theRevocationListIsSignedAnewWhenItGetsOld() throws Exception {
        var first = list();
        assertThat(list().getEncoded()).isEqualTo(first.getEncoded());

        clock.advance(Duration.ofMinutes(41));

        assertThat(list().getThisUpdate()).isAfter(first.getThisUpdate());
    }

    @Test
    void aRevocationLeavesTheListAnHourAfterItsCertificateHasEnded() throws Exception {
        var revoked = issued("1001");
        ca.revoke(revoked, RevocationReason.KEY_COMPROMISE, "");
        clock.advance(Duration.ofMinutes(240 * 60 + 59));
        assertThat(list().getRevokedCertificate(revoked.certificate())).isNotNull();

        clock.advance(Duration.ofMinutes(61));

        assertThat(list().getRevokedCertificate(revoked.certificate())).isNull();
    }

    @Test
    void theListSaysWhereItIsOnlyIfToldSo() throws Exception {
        assertThat(list().getExtensionValue("2.5.29.28")).isNull();
        assertThat(issued("1001").certificate().getExtensionValue("2.5.29.31")).isNull();
        stop();
        var url = URI.create("http://ca.lan:8080/1.0/crl");
        start(new LabCaSettings(
                folder.resolve("with-url"),
                InetAddress.getLoopbackAddress(),
                0,
                false,
                List.of("127.0.0.1"),
                Lives.USUAL,
                Optional.of(url)));

        assertThat(list().getCriticalExtensionOIDs()).containsExactly("2.5.29.28");
        assertThat(issued("1001").certificate().getExtensionValue("2.5.29.31"))
                .asString(StandardCharsets.ISO_8859_1)
                .contains(url.toString());
    }

    @Test
    void aRequestsIdComesBackIfItIsHarmless() throws Exception {
        var context = new PinnedTrust(ca.root(), clock).context();
        try (var http = HttpClient.newBuilder().sslContext(context).build()) {
            var request = HttpRequest.newBuilder(lab.url().resolve("/health"));
            var sent = http.send(request.copy().header("X-Request-Id", "abc-1").build(), BodyHandlers.ofString());
            var odd = http.send(request.copy().header("X-Request-Id", "a b").build(), BodyHandlers.ofString());
            var head = http.send(request.copy().HEAD().build(), BodyHandlers.ofString());
            var delete = http.send(request.copy().DELETE().build(), BodyHandlers.ofString());

            assertThat(sent.headers().firstValue("X-Request-Id")).contains("abc-1");
            assertThat(odd.headers().firstValue("X-Request-Id")).isEmpty();
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            assertThat(delete.statusCode()).isEqualTo(405);
        }
    }

    private void start(LabCaSettings settings) throws Exception {
        lab = LabCa.start(settings, provisioners(), clock);
        ca = StepCa.bootstrap(lab.url(), lab.fingerprint(), clock, PATIENCE);
    }

    private void restart() throws Exception {
        stop();
        clock.advance(Duration.ofSeconds(2));
        start();
    }

    private KeyAndChain issued(String person) throws Exception {
        var pair = Keys.make();
        var token = Token.of(PEOPLE, ca.signAudience(), person, clock.instant(), claims -> claims);
        return new KeyAndChain(pair.getPrivate(), ca.sign(SigningRequest.make(pair, person), token));
    }

    private String serviceToken(SigningRequest request, String... names) {
        var grant = new OneTimeToken.Grant(
                ca.signAudience(), lab.fingerprint(), names[0], List.of(names), request.digest());
        return OneTimeToken.mint(SERVICES, grant, clock.instant(), Duration.ofSeconds(60))
                .jwt();
    }

    private X509CRL list() throws Exception {
        try (var client = plain()) {
            var der = client.get("/crl").body().bytes();
            return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
        }
    }

    private SecureClient plain() {
        return new SecureClient(lab.url(), new PinnedTrust(ca.root(), clock).context(), clock, PATIENCE);
    }

    private static LabCa.Provisioners provisioners() {
        return new LabCa.Provisioners("people", PEOPLE.publicKey(), "services", SERVICES.publicKey());
    }

    private LabCaSettings settings(InetAddress bind, boolean beyondLoopback) {
        return new LabCaSettings(folder, bind, 0, beyondLoopback, List.of("ca.lan"), Lives.USUAL, Optional.empty());
    }

    private static String damaged(String pem, Random random) {
        var at = 40 + random.nextInt(pem.length() - 90);
        var letter = (char) ('A' + random.nextInt(26));
        if (pem.charAt(at) == letter || pem.charAt(at) == '\n') return damaged(pem, random);
        return pem.substring(0, at) + letter + pem.substring(at + 1);
    }

    private static String mode(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
