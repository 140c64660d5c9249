package io.chimera.web.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.identity.Computers.Computer;
import io.chimera.core.identity.Enrolment;
import io.chimera.core.identity.EnrolmentFailed;
import io.chimera.core.identity.EnrolmentFailed.Cause;
import io.chimera.core.identity.KeyFingerprint;
import io.chimera.core.identity.Revocations.Knowledge;
import io.chimera.core.identity.Revocations.Verdict;
import io.chimera.core.identity.ScriptedRevocations;
import io.chimera.core.testing.People;
import io.chimera.core.trust.SafetyCode;
import io.chimera.core.trust.WordList;
import io.chimera.web.testing.House;
import io.chimera.web.testing.ScriptedComputers;
import io.chimera.web.testing.ScriptedEnroller;
import io.chimera.web.testing.Served;
import io.chimera.web.testing.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Computers that were stolen, and certificates somebody else took back. */
@Served
class ComputersPageTest {

    private static final KeyFingerprint OLD = new KeyFingerprint("0d".repeat(32));
    private static final Instant SINCE = Instant.parse("2026-09-01T10:00:00Z");

    @LocalServerPort
    private int port;

    @Autowired
    private House house;

    @Autowired
    private ScriptedComputers computers;

    @Autowired
    private ScriptedRevocations revocations;

    @Autowired
    private ScriptedEnroller enroller;

    private KeyFingerprint own;
    private Visitor ana;

    @BeforeEach
    void twoComputers() {
        own = KeyFingerprint.of(house.certify(People.ANA).certificate().getPublicKey());
        enroller.is(People.ANA, new Enrolment.Certified(enroller.facts(Duration.ofDays(4), Duration.ofDays(6))));
        computers.are(
                new Computer(own, "Laptop", SINCE.plusSeconds(60), true, Optional.empty()),
                new Computer(OLD, "Old <desktop>", SINCE, false, Optional.empty()));
        ana = Visitor.signedIn(port, People.ANA);
    }

    @AfterEach
    void nothingIsKnown() {
        revocations.say(house.certify(People.ANA).certificate(), new Verdict.Good());
        revocations.know(new Knowledge(Optional.of(SINCE), Optional.empty()));
    }

    @Test
    void aStolenComputerIsDisownedInThreeClicks() {
        assertThat(ana.get("/certificate").body()).contains("href=\"/certificate/computers\"");
        assertThat(ana.get("/certificate/computers").body())
                .contains("Laptop", "This computer", "Old &lt;desktop&gt;", "href=\"/certificate/computers/" + OLD);
        assertThat(ana.get("/certificate/computers/" + OLD).body())
                .contains("It was stolen or lost", "/certificate/computers/" + OLD + "/revocation");
        var answer = ana.post(
                "/certificate/computers/" + OLD + "/revocation", Map.of("reason", "1", "note", "left it in a train"));
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(computers.told()).containsExactly("0d0d KEY_COMPROMISE left it in a train");
        assertThat(ana.get("/certificate/computers").body())
                .contains("Taken back")
                .doesNotContain("href=\"/certificate/computers/" + OLD);
    }

    @Test
    void theComputerThatGivesItselfUpIsToldWhatThatMeans() {
        assertThat(ana.get("/certificate/computers/" + own).body()).contains("This is the computer you sit at.");
    }

    @Test
    void whatFailsIsToldWithWhatToDo() {
        computers.fails(new EnrolmentFailed(Cause.PROVIDER_UNREACHABLE, "no route to the provider"));
        var list = ana.get("/certificate/computers");
        assertThat(list.statusCode()).isEqualTo(409);
        assertThat(list.body()).contains("no route to the provider");
        computers.fails(new EnrolmentFailed(Cause.PROVIDER_UNREACHABLE, "no route to the provider"));
        assertThat(ana.get("/certificate/computers/" + OLD).body()).contains("no route to the provider");
        computers.fails(new EnrolmentFailed(Cause.REFUSED, "that one is newer than yours"));
        var refused = ana.post("/certificate/computers/" + OLD + "/revocation", Map.of("reason", "1"));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("that one is newer than yours", "Old &lt;desktop&gt;", "Disown it");
        assertThat(computers.told()).isEmpty();
    }

    @Test
    void whatIsNotThereIsNotFoundAndNoReasonIsInvented() {
        assertThat(ana.get("/certificate/computers/" + "ff".repeat(32)).statusCode())
                .isEqualTo(404);
        assertThat(ana.get("/certificate/computers/nonsense").statusCode()).isEqualTo(404);
        assertThat(ana.post("/certificate/computers/" + OLD + "/revocation", Map.of("reason", "2"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void theOwnKeyIsSaidInWords() {
        assertThat(ana.get("/certificate").body())
                .contains("This key in words")
                .contains(SafetyCode.of(own).words(WordList.ENGLISH));
    }

    @Test
    void thePageSaysHowFreshTheListIsAndWhatIsWrongWithIt() {
        revocations.know(new Knowledge(Optional.of(SINCE), Optional.of("the authority has not answered for two days")));
        assertThat(ana.get("/certificate").body())
                .contains("The list in use was made", "the authority has not answered for two days");
        revocations.know(new Knowledge(Optional.empty(), Optional.empty()));
        assertThat(ana.get("/certificate").body()).contains("There is no list of certificates");
    }

    @Test
    void aCertificateThatSomebodyElseTookBackSaysWhatThatMeansAndHowItHeals() {
        assertThat(ana.get("/certificate").body()).doesNotContain("was taken back, and not from here");
        revocations.say(house.certify(People.ANA).certificate(), new Verdict.Revoked("serial 4c19 was taken back"));
        assertThat(ana.get("/certificate").body())
                .contains(
                        "This certificate was taken back, and not from here.",
                        "serial 4c19 was taken back",
                        "Send me a code");
    }
}
