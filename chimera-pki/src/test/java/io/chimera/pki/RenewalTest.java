package io.chimera.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.core.identity.CredentialRenewed;
import io.chimera.core.identity.Enrolment;
import io.chimera.core.identity.EnrolmentFailed.Cause;
import io.chimera.core.identity.RevocationReason;
import io.chimera.core.testing.SteppingClock;
import io.chimera.pki.lab.LabPki;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Certificates as time passes: when they are renewed, what happens when that fails, and how they end. */
class RenewalTest extends EnrolmentFixture {

    private final SteppingClock clock = new SteppingClock(Instant.now());
    private LabPki lab;

    @BeforeEach
    void start() throws Exception {
        lab = lab("lab", WIDE);
        started(lab.settings());
    }

    @Override
    Clock clock() {
        return clock;
    }

    @Test
    void aCodeThatCameTooLateMustBeAskedForAgain() throws Exception {
        assertThat(failure(() -> node.enroller.prove(ANA, "12345678"))).isEqualTo(Cause.NO_CHALLENGE);
        node.enroller.ask(ANA, "Laptop");
        var code = mailbox.code(ANA, 1);
        clock.advance(Duration.ofMinutes(6));

        assertThat(node.enroller.state(ANA)).isInstanceOf(Enrolment.Unknown.class);
        assertThat(failure(() -> node.enroller.prove(ANA, code))).isEqualTo(Cause.NO_CHALLENGE);
    }

    @Test
    void renewingKeepsTheKeyAndTheName() throws Exception {
        certify(node, ANA);
        var before = node.credentials(ANA).current().orElseThrow();
        clock.advance(Duration.ofHours(100));

        var certified = node.enroller.renew(ANA);

        var after = node.credentials(ANA).current().orElseThrow();
        assertThat(after.key()).isEqualTo(before.key());
        assertThat(after.notAfter())
                .isEqualTo(certified.certificate().notAfter())
                .isAfter(before.notAfter());
        assertThat(node.events.of(CredentialRenewed.class)).hasSize(2);
    }

    @Test
    void renewalIsDueAtTwoThirdsOfLifeAndNotBefore() throws Exception {
        certify(node, ANA);
        var first = node.credentials(ANA).current().orElseThrow();
        clock.advance(Duration.ofHours(147));
        node.renewal.round();
        assertThat(node.credentials(ANA).current().orElseThrow()).isEqualTo(first);

        clock.advance(Duration.ofHours(14));
        assertThat(node.enroller.state(ANA)).isInstanceOf(Enrolment.Expiring.class);
        node.renewal.round();

        assertThat(node.credentials(ANA).current().orElseThrow().notAfter()).isAfter(first.notAfter());
        assertThat(node.enroller.state(ANA)).isInstanceOf(Enrolment.Certified.class);
    }

    @Test
    void twoWhoRenewAtOnceObtainOneCertificate() throws Exception {
        certify(node, ANA);
        clock.advance(Duration.ofHours(161));
        Callable<Boolean> renew = () -> node.enroller.renewIfDue(ANA).isPresent();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var renewed = new ArrayList<Boolean>();
            for (var answer : threads.invokeAll(List.of(renew, renew, renew, renew))) renewed.add(answer.get());
            assertThat(renewed).containsExactlyInAnyOrder(true, false, false, false);
        }
        assertThat(node.events.of(CredentialRenewed.class)).hasSize(2);
    }

    @Test
    void theLoopRenewsByItself() throws Exception {
        certify(node, ANA);
        var first = node.credentials(ANA).current().orElseThrow();
        clock.advance(Duration.ofHours(161));

        node.renewal.start();

        await().until(() ->
                node.credentials(ANA).current().orElseThrow().notAfter().isAfter(first.notAfter()));
    }

    @Test
    void aRenewalThatFailsIsExplainedAndTriedAgainLessAndLessOften() throws Exception {
        certify(node, ANA);
        clock.advance(Duration.ofHours(161));
        lab.close();

        assertThat(node.renewal.round()).isEqualTo(clock.instant().plus(Duration.ofMinutes(1)));
        assertThat(node.enroller.state(ANA))
                .isInstanceOfSatisfying(
                        Enrolment.Expiring.class,
                        state -> assertThat(state.why()).contains("certificate authority could not be asked"));
        assertThat(node.credentials(ANA).current()).isPresent();

        clock.advance(Duration.ofMinutes(1));
        assertThat(node.renewal.round()).isEqualTo(clock.instant().plus(Duration.ofMinutes(1)));
        clock.advance(Duration.ofMinutes(1));
        assertThat(node.renewal.round()).isEqualTo(clock.instant().plus(Duration.ofMinutes(1)));
        clock.advance(Duration.ofMinutes(1));

        started(lab("lab", WIDE).settings());
        node.renewal.round();
        assertThat(node.enroller.state(ANA)).isInstanceOf(Enrolment.Certified.class);
    }

    @Test
    void aCertificateThatHasEndedMustBeObtainedAnew() throws Exception {
        certify(node, ANA);
        clock.advance(Duration.ofHours(241));

        assertThat(node.enroller.state(ANA)).isInstanceOf(Enrolment.Expired.class);
        assertThat(node.credentials(ANA).current()).isEmpty();
        assertThat(failure(() -> node.enroller.renew(ANA))).isEqualTo(Cause.NOT_CERTIFIED);
        assertThat(failure(() -> node.enroller.revoke(ANA, RevocationReason.SUPERSEDED, "")))
                .isEqualTo(Cause.NOT_CERTIFIED);

        // The provider slept through its own certificate's end as well, and is woken by whoever comes first.
        await().ignoreExceptions().untilAsserted(() -> certify(node, ANA));
        assertThat(node.enroller.state(ANA)).isInstanceOf(Enrolment.Certified.class);
    }

    @Test
    void aLabStartsAgainWithWhatItHad() throws Exception {
        certify(node, ANA);
        lab.close();
        clock.advance(Duration.ofSeconds(2));

        var after = lab("lab", WIDE);

        assertThat(after.settings().caFingerprint()).isEqualTo(lab.settings().caFingerprint());
        started(after.settings());
        node.enroller.renew(ANA);
    }

    @Test
    void aClockThatIsWrongIsNamed() throws Exception {
        var late = new SteppingClock(clock.instant().minus(Duration.ofDays(3)));
        try (var other = new Node(lab.settings(), folder.resolve("other"), late)) {
            assertThat(failure(() -> other.enroller.ask(ANA, "Laptop"))).isEqualTo(Cause.CLOCK_DIFFERS);
        }
    }
}
