package io.chimera.web.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.identity.Enrolment;
import io.chimera.core.identity.EnrolmentFailed;
import io.chimera.core.testing.People;
import io.chimera.web.testing.House;
import io.chimera.web.testing.ScriptedEnroller;
import io.chimera.web.testing.Served;
import io.chimera.web.testing.Speech;
import io.chimera.web.testing.Visitor;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@Served
class CertificatePageTest {

    @LocalServerPort
    private int port;

    @Autowired
    private ScriptedEnroller enroller;

    @Autowired
    private House house;

    private Visitor ana;

    @BeforeEach
    void nothingWasAskedFor() {
        enroller.is(People.ANA, new Enrolment.Unknown());
        ana = Visitor.signedIn(port, People.ANA);
    }

    private String page() {
        return ana.get("/certificate").body();
    }

    @Test
    void fromNothingToACertificateInThreeSteps() {
        assertThat(page()).contains("No certificate yet", "Send me a code");

        assertThat(ana.post("/certificate/challenge", Map.of()).statusCode()).isEqualTo(302);
        assertThat(page()).contains("A code is on its way", "name=\"code\"");

        assertThat(ana.post("/certificate/proof", Map.of("code", "483-920")).statusCode())
                .isEqualTo(302);
        assertThat(page()).contains("Valid", "Chimera Lab CA 1", "Renew now", "Revoke the certificate");
    }

    @ParameterizedTest
    @EnumSource
    void everyFailureSaysWhatHappenedAndWhatToDo(EnrolmentFailed.Cause cause) {
        enroller.fails(new EnrolmentFailed(cause, "said exactly so", Optional.of(Duration.ofSeconds(90))));

        var answer = ana.post("/certificate/challenge", Map.of());

        var words = Speech.english();
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body())
                .contains(words.of(cause), words.of(cause, "next"), "Wait 1 min 30 s first.", "said exactly so");
    }

    @Test
    void aCertificateThatWasNotRenewedAsksForHelp() {
        enroller.is(
                People.ANA,
                new Enrolment.Expiring(
                        enroller.facts(Duration.ofDays(8), Duration.ofDays(2)), "the authority does not answer"));

        assertThat(page()).contains("Valid, but not renewed", "the authority does not answer", "Renew now");
    }

    @Test
    void aCertificateThatIsOverIsAskedForAgain() {
        enroller.is(People.ANA, new Enrolment.Expired(enroller.facts(Duration.ofDays(12), Duration.ofDays(-2))));
        assertThat(page()).contains("Expired", "Send me a code").doesNotContain("Renew now");

        enroller.is(
                People.ANA,
                new Enrolment.Revoked(enroller.facts(Duration.ofDays(4), Duration.ofDays(6)), "SUPERSEDED"));
        assertThat(page()).contains("Revoked", "I changed computers", "Send me a code");
    }

    @Test
    void revokingTakesAReasonAndANote() {
        enroller.is(People.ANA, new Enrolment.Certified(enroller.facts(Duration.ofDays(4), Duration.ofDays(6))));

        var answer = ana.post("/certificate/revocation", Map.of("reason", "1", "note", "left it in a train"));

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(page()).contains("KEY_COMPROMISE left it in a train");
        assertThat(ana.post("/certificate/revocation", Map.of("reason", "7")).statusCode())
                .isEqualTo(400);
    }

    @Test
    void theLanIsSwitchedAndSaysWhatStopsIt() {
        assertThat(ana.get("/neighbours").body()).contains("You take part in this network");

        ana.post("/neighbours/lan", Map.of("on", "false"));
        assertThat(ana.get("/neighbours").body()).contains("You take no part in this network");

        ana.post("/neighbours/lan", Map.of("on", "true"));
        house.of(People.ANA).lan().isDown("port 50052 is taken");
        assertThat(ana.get("/neighbours").body()).contains("You cannot take part just now", "port 50052 is taken");
        ana.post("/neighbours/lan", Map.of("on", "true"));
    }
}
