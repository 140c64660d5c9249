package io.chimera.pki.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.core.identity.RevocationReason;
import io.chimera.core.identity.Revocations.Verdict;
import io.chimera.core.identity.RevocationsChanged;
import io.chimera.core.testing.RecordedEvents;
import io.chimera.pki.lab.LabCa;
import io.chimera.pki.lab.LabCaSettings;
import io.chimera.pki.step.OneTimeToken;
import io.chimera.pki.step.ProvisionerKey;
import io.chimera.pki.step.RootFingerprint;
import io.chimera.pki.step.StepCa;
import io.chimera.pki.testing.RealStepCa;
import io.chimera.pki.x509.KeyAndChain;
import io.chimera.pki.x509.Keys;
import io.chimera.pki.x509.SigningRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was taken back at an authority is known here, with the lab's authority and with the real step-ca. */
class FetchedRevocationsTest {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final URI NOBODY = URI.create("https://127.0.0.1:1");

    @TempDir
    private Path folder;

    private final RecordedEvents events = new RecordedEvents();
    private AutoCloseable authority = () -> {};
    private URI url;
    private RootFingerprint fingerprint;
    private ProvisionerKey people;

    @AfterEach
    void stop() throws Exception {
        authority.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lab", "real"})
    void whatIsTakenBackIsKnownAtTheNextRound(String kind) throws Exception {
        start(kind);
        try (var ca = met();
                var revocations = opened(ca)) {
            var stolen = issued(ca);
            var other = issued(ca);
            revocations.round();
            assertThat(revocations.of(stolen.chain())).isInstanceOf(Verdict.Good.class);
            assertThat(events.of(RevocationsChanged.class)).isEmpty();

            ca.revoke(stolen, RevocationReason.KEY_COMPROMISE, "stolen");
            revocations.round();

            assertThat(revocations.of(stolen.chain())).isInstanceOf(Verdict.Revoked.class);
            assertThat(revocations.takenBack(stolen.certificate()).orElseThrow().reason())
                    .isEqualTo(RevocationReason.KEY_COMPROMISE);
            assertThat(revocations.of(other.chain())).isInstanceOf(Verdict.Good.class);
            assertThat(events.of(RevocationsChanged.class)).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lab", "real"})
    void whatIsKnownIsKnownAfterAStartWithoutANetwork(String kind) throws Exception {
        start(kind);
        var ca = met();
        var stolen = issued(ca);
        ca.revoke(stolen, RevocationReason.KEY_COMPROMISE, "stolen");
        try (var revocations = opened(ca)) {
            revocations.round();
        }
        authority.close();

        try (var revocations = opened(ca)) {
            assertThat(revocations.of(stolen.chain())).isInstanceOf(Verdict.Revoked.class);
            assertThat(revocations.round()).isFalse();
            assertThat(revocations.of(stolen.chain())).isInstanceOf(Verdict.Revoked.class);
            assertThat(revocations.knowledge().asOf()).isPresent();
            assertThat(revocations.knowledge().trouble()).get().asString().contains("does not answer");
        }
        ca.close();
        try (var files = Files.list(folder.resolve("kept"))) {
            for (var file : files.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"real"})
    void aTokenTakesBackWhatCannotBeShownAndTheLoopLearnsOfIt(String kind) throws Exception {
        start(kind);
        try (var ca = met();
                var revocations = opened(ca)) {
            var stolen = issued(ca);
            revocations.start();
            await().until(() -> revocations.knowledge().asOf().isPresent());

            var serial = stolen.certificate().getSerialNumber();
            var token = OneTimeToken.toRevoke(people, ca.revokeAudience(), serial, CLOCK.instant(), PATIENCE);
            ca.revoke(serial, token, RevocationReason.KEY_COMPROMISE, "");

            await().untilAsserted(
                            () -> assertThat(revocations.of(stolen.chain())).isInstanceOf(Verdict.Revoked.class));
            await().untilAsserted(() ->
                    assertThat(events.of(RevocationsChanged.class)).hasSize(1));
        }
    }

    private FetchedRevocations opened(StepCa ca) {
        var settings = new RevocationSettings(Duration.ofMillis(200), Duration.ofHours(24), false);
        var place = new FetchedRevocations.Place(folder.resolve("kept"), fingerprint, NOBODY, PATIENCE);
        return new FetchedRevocations(settings, place, () -> ca, events, CLOCK);
    }

    private StepCa met() throws Exception {
        return StepCa.bootstrap(url, fingerprint, CLOCK, PATIENCE);
    }

    private KeyAndChain issued(StepCa ca) throws Exception {
        var pair = Keys.make();
        var request = SigningRequest.make(pair, "1001");
        var grant = new OneTimeToken.Grant(ca.signAudience(), fingerprint, "1001", List.of("1001"), request.digest());
        var token = OneTimeToken.mint(people, grant, CLOCK.instant(), Duration.ofMinutes(1));
        return new KeyAndChain(pair.getPrivate(), ca.sign(request, token.jwt()));
    }

    private void start(String kind) throws IOException {
        if (kind.equals("real")) {
            var real = RealStepCa.start(RealStepCa.Plan.usual(folder.resolve("ca")));
            authority = real;
            url = real.url();
            fingerprint = real.fingerprint();
            people = real.secrets().people();
            return;
        }
        people = ProvisionerKey.make("people");
        var services = ProvisionerKey.make("services");
        var lab = LabCa.start(
                LabCaSettings.onLoopback(folder.resolve("ca"), 0),
                new LabCa.Provisioners("people", people.publicKey(), "services", services.publicKey()),
                CLOCK);
        authority = lab;
        url = lab.url();
        fingerprint = lab.fingerprint();
    }
}
