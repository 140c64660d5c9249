package io.chimera.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.core.identity.Computers;
import io.chimera.core.identity.Enrolment;
import io.chimera.core.identity.EnrolmentFailed.Cause;
import io.chimera.core.identity.RevocationReason;
import io.chimera.core.testing.SteppingClock;
import io.chimera.pki.step.StepCa;
import io.chimera.pki.x509.SigningRequest;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Two computers of Ana's and one identity provider. */
class ComputersTest extends EnrolmentFixture {

    private final SteppingClock clock = new SteppingClock(Instant.now());

    @Override
    Clock clock() {
        return clock;
    }

    @Test
    void aPersonSeesBothComputersAndDisownsTheOther() throws Exception {
        var settings = lab("lab", WIDE).settings();
        try (var stolen = new Node(settings, folder.resolve("stolen"), clock)) {
            certify(stolen, ANA);
            clock.advance(Duration.ofSeconds(1));
            started(settings);
            certify(node, ANA);

            var all = node.computers.of(ANA);
            assertThat(all).extracting(Computers.Computer::here).containsExactly(true, false);
            assertThat(all).extracting(Computers.Computer::name).containsOnly("Laptop");
            node.computers.disown(ANA, all.getLast().key(), RevocationReason.KEY_COMPROMISE, "");

            assertThat(node.computers.of(ANA).getLast().disowned()).isPresent();
            assertThat(failure(() -> stolen.computers.of(ANA))).isEqualTo(Cause.REFUSED);
            assertThat(node.enroller.state(ANA)).isInstanceOf(Enrolment.Certified.class);
        }
    }

    @Test
    void theProviderIsShownACertificateSoThatItCanRevokeIt() throws Exception {
        var settings = lab("lab", WIDE).settings();
        try (var stolen = new Node(settings, folder.resolve("stolen"), clock)) {
            certify(stolen, ANA);
            var certificate =
                    PeerCredential.shown(stolen.vaults.of(ANA).credential().orElseThrow());
            clock.advance(Duration.ofSeconds(1));
            started(settings);
            certify(node, ANA);
            var ca = StepCa.bootstrap(settings.caUrl(), settings.caFingerprint(), clock, Duration.ofSeconds(10));

            // Shown in the background: disowned again until the authority has heard.
            node.computers.disown(ANA, node.computers.of(ANA).getLast().key(), RevocationReason.KEY_COMPROMISE, "");
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                clock.advance(Duration.ofSeconds(10));
                try {
                    ca.renew(certificate);
                    return false;
                } catch (io.chimera.pki.step.AuthorityFailed e) {
                    return true;
                }
            });
            ca.close();
        }
    }

    @Test
    void whoDisownsThisComputerHasNoCertificateAnyMore() throws Exception {
        started(lab("lab", WIDE).settings());
        certify(node, ANA);

        node.computers.disown(ANA, node.computers.of(ANA).getFirst().key(), RevocationReason.SUPERSEDED, "sold");

        assertThat(node.enroller.state(ANA)).isInstanceOf(Enrolment.Revoked.class);
        assertThat(failure(() -> node.computers.of(ANA))).isEqualTo(Cause.NOT_CERTIFIED);
    }

    @Test
    void revokingTakesTheKeyBackAtTheProviderToo() throws Exception {
        started(lab("lab", WIDE).settings());
        certify(node, ANA);
        node.enroller.revoke(ANA, RevocationReason.KEY_COMPROMISE, "x".repeat(300));
        clock.advance(Duration.ofSeconds(1));
        certify(node, ANA);

        assertThat(node.computers.of(ANA).getLast().disowned()).isPresent();
        assertThat(node.computers.of(ANA).getFirst().disowned()).isEmpty();
    }

    @Test
    void afterATheftTheOwnersNewComputerIsBelievedAtOnce() throws Exception {
        var settings = lab("lab", WIDE).settings();
        started(settings);
        certify(node, ANA);
        clock.advance(Duration.ofSeconds(1));
        node.computers.disown(ANA, node.computers.of(ANA).getFirst().key(), RevocationReason.KEY_COMPROMISE, "");
        certify(node, ANA);

        assertThat(node.enroller.state(ANA)).isInstanceOf(Enrolment.Certified.class);
    }

    @Test
    void aKeyThatWasTakenBackBeforeItWasCertifiedGivesWayToANewOne() throws Exception {
        started(lab("lab", WIDE).settings());
        certify(node, ANA);
        var keys = node.vaults.of(ANA).credential().orElseThrow();
        node.computers.disown(ANA, node.computers.of(ANA).getFirst().key(), RevocationReason.SUPERSEDED, "");
        // As if the reply to a right code had been lost: the key is still the one an enrolment waits with.
        var wanted = new Pending.Wanted(
                keys.key(),
                SigningRequest.make(new KeyPair(keys.certificate().getPublicKey(), keys.key()), ANA.toString()));
        node.vaults.of(ANA).keep(new Pending.Keyed(wanted));

        certify(node, ANA);

        assertThat(node.vaults.of(ANA).credential().orElseThrow().certificate().getPublicKey())
                .isNotEqualTo(keys.certificate().getPublicKey());
    }

    @Test
    void withoutACertificateNobodyIsAsked() throws Exception {
        started(lab("lab", WIDE).settings());

        assertThat(failure(() -> node.computers.of(ANA))).isEqualTo(Cause.NOT_CERTIFIED);
    }
}
