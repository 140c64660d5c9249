package io.chimera.web.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.contact.Contact;
import io.chimera.core.contact.ContactId;
import io.chimera.core.event.Events;
import io.chimera.core.identity.KeyFingerprint;
import io.chimera.core.identity.RevocationsChanged;
import io.chimera.core.messenger.Messengers;
import io.chimera.core.testing.People;
import io.chimera.core.trust.ContactKey;
import io.chimera.core.trust.SafetyCode;
import io.chimera.core.trust.WordList;
import io.chimera.web.testing.House;
import io.chimera.web.testing.Served;
import io.chimera.web.testing.Visitor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Comparing keys, as the page does it. */
@Served
class SafetyPageTest {

    private static final AtomicLong NEXT = new AtomicLong(31_000);
    private static final KeyFingerprint FIRST = new KeyFingerprint("1a".repeat(32));
    private static final KeyFingerprint SECOND = new KeyFingerprint("2b".repeat(32));

    @LocalServerPort
    private int port;

    @Autowired
    private House house;

    @Autowired
    private Messengers messengers;

    @Autowired
    private Events events;

    private final ContactId friend = new ContactId(NEXT.incrementAndGet());
    private KeyFingerprint own;
    private Visitor ana;

    @BeforeEach
    void aFriendWhoHasProvenThemselves() {
        house.knows(People.ANA, new Contact(friend, "Clara Menezes", Optional.empty()));
        own = KeyFingerprint.of(house.certify(People.ANA).certificate().getPublicKey());
        ana = Visitor.signedIn(port, People.ANA);
        house.proves(People.ANA, friend, FIRST);
    }

    @Test
    void theWordsAreThoseOfBothKeysInTheReadersLanguageAndTheDigitsEverybodys() {
        var code = SafetyCode.of(own, FIRST);
        assertThat(page()).contains(code.words(WordList.ENGLISH)).contains(code.digits());
        var portuguese = Visitor.signedIn(port, People.ANA).speaking("pt-BR");
        assertThat(portuguese.get(path("")).body())
                .contains(code.words(WordList.PORTUGUESE))
                .contains(code.digits())
                .contains(code.text());
    }

    @Test
    void theFirstKeySaysNothingAndAnotherOneStandsAboveTheConversationUntilThePersonHasLooked() {
        assertThat(chat()).doesNotContain("uses a new key");
        house.proves(People.ANA, friend, SECOND);
        assertThat(chat()).contains("Clara Menezes uses a new key since", "/c/" + friend + "/safety");
        assertThat(page()).contains("New, not compared");
        assertThat(ana.post(path("/noticed"), Map.of()).statusCode()).isEqualTo(302);
        assertThat(chat()).doesNotContain("uses a new key");
        assertThat(page()).contains("Not compared").doesNotContain("New, not compared");
        assertThat(house.storeOf(People.ANA)
                        .<List<?>>read(view -> view.dialogs()
                                .page(io.chimera.core.dialog.DialogId.with(friend), Optional.empty(), 10)
                                .messages()))
                .as("it is no message")
                .isEmpty();
    }

    @Test
    void whatWasEqualIsRememberedWithItsMoment() {
        assertThat(say(FIRST, "/comparison", Map.of("equal", "true"))).isEqualTo(302);
        assertThat(page()).contains("Compared and equal", "You compared it with Clara Menezes");
        assertThat(key(FIRST).compared()).isPresent();
    }

    @Test
    void whatIsNotEqualIsBlockedAndCanBeUnblocked() {
        assertThat(say(FIRST, "/comparison", Map.of("equal", "false"))).isEqualTo(302);
        assertThat(page()).contains("Blocked", "Unblock").doesNotContain("We compared, they are equal");
        assertThat(say(FIRST, "/block", Map.of("on", "false"))).isEqualTo(302);
        assertThat(page()).contains("Not compared");
        assertThat(say(FIRST, "/block", Map.of("on", "true"))).isEqualTo(302);
        assertThat(key(FIRST).blocked()).isPresent();
    }

    @Test
    void connectionsAreLookedAtAgainWhenSomebodyIsBlockedAndWhenCertificatesWereTakenBack() {
        var lan = house.of(People.ANA).lan();
        int before = lan.looks();
        say(FIRST, "/block", Map.of("on", "true"));
        assertThat(lan.looks()).isEqualTo(before + 1);
        events.publish(new RevocationsChanged(Instant.parse("2026-11-22T14:00:00Z")));
        assertThat(lan.looks()).isEqualTo(before + 2);
    }

    @Test
    void theTextOfTheirCodeIsComparedByTheComputer() {
        var wrong = SafetyCode.of(own, SECOND).text();
        var answer = ana.post(path("/" + FIRST + "/text"), Map.of("text", wrong));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("These are not the same keys.");
        assertThat(key(FIRST).compared()).isEmpty();
        assertThat(say(
                        FIRST,
                        "/text",
                        Map.of("text", " " + SafetyCode.of(FIRST, own).text() + "\n")))
                .isEqualTo(302);
        assertThat(key(FIRST).compared()).isPresent();
    }

    @Test
    void withoutACertificateThereIsNothingToCompareAndStillSomethingToBlock() {
        house.uncertify(People.ANA);
        assertThat(page()).contains("You need a certificate to compare", "Block this key");
        assertThat(say(FIRST, "/text", Map.of("text", "x"))).isEqualTo(404);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(say(SECOND, "/comparison", Map.of("equal", "true"))).isEqualTo(404);
        assertThat(ana.post(path("/nonsense/block"), Map.of("on", "true")).statusCode())
                .isEqualTo(404);
        assertThat(ana.get("/c/0/safety").statusCode()).isEqualTo(404);
        assertThat(ana.get("/c/424242/safety").statusCode()).isEqualTo(404);
        assertThat(ana.post(path("/" + FIRST + "/comparison"), Map.of()).statusCode())
                .isEqualTo(400);
    }

    private int say(KeyFingerprint key, String what, Map<String, String> fields) {
        return ana.post(path("/" + key + what), fields).statusCode();
    }

    private ContactKey key(KeyFingerprint key) {
        return messengers.find(People.ANA).orElseThrow().trust().keys(friend).stream()
                .filter(known -> known.fingerprint().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private String path(String more) {
        return "/c/" + friend + "/safety" + more;
    }

    private String page() {
        return ana.get(path("")).body();
    }

    private String chat() {
        return ana.get("/c/" + friend).body();
    }
}
