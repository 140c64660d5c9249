package io.chimera.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.contact.Contact;
import io.chimera.core.contact.ContactId;
import io.chimera.core.identity.Computers.Computer;
import io.chimera.core.identity.EnrolmentFailed;
import io.chimera.core.identity.EnrolmentFailed.Cause;
import io.chimera.core.identity.KeyFingerprint;
import io.chimera.core.identity.Revocations.Knowledge;
import io.chimera.core.identity.ScriptedRevocations;
import io.chimera.core.testing.People;
import io.chimera.core.trust.SafetyCode;
import io.chimera.web.testing.House;
import io.chimera.web.testing.ScriptedComputers;
import io.chimera.web.testing.Served;
import io.chimera.web.testing.TestNode;
import io.chimera.web.testing.Visitor;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keys of contacts and computers of one's own, for programs. */
@Served
class KeysAndComputersApiTest {

    private static final AtomicLong NEXT = new AtomicLong(33_000);
    private static final KeyFingerprint KEY = new KeyFingerprint("1a".repeat(32));
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
    private JsonMapper json;

    private final ContactId friend = new ContactId(NEXT.incrementAndGet());
    private KeyFingerprint own;

    @BeforeEach
    void aFriendWhoHasProvenThemselves() {
        house.knows(People.ANA, new Contact(friend, "Clara Menezes", Optional.empty()));
        own = KeyFingerprint.of(house.certify(People.ANA).certificate().getPublicKey());
        house.proves(People.ANA, friend, KEY);
        computers.are(
                new Computer(own, "Laptop", SINCE.plusSeconds(60), true, Optional.empty()),
                new Computer(KEY, "Desktop", SINCE, false, Optional.of(SINCE.plusSeconds(5))));
    }

    @Test
    void aContactsKeysComeWithWhatBothCompare() {
        var keys = read(ask("GET", keys(), ""), 200);
        assertThat(keys.path("own").asString()).isEqualTo(own.hex());
        var key = keys.path("keys").get(0);
        assertThat(key.path("key").asString()).isEqualTo(KEY.hex());
        assertThat(key.path("news").asBoolean()).isFalse();
        assertThat(key.has("compared")).isFalse();
        var code = SafetyCode.of(own, KEY);
        assertThat(key.path("code").path("text").asString()).isEqualTo(code.text());
        assertThat(key.path("code").path("words").path("en").size()).isEqualTo(8);
        assertThat(key.path("code").path("words").path("pt").size()).isEqualTo(8);
        assertThat(key.path("code").path("digits").get(0).asString())
                .isEqualTo(code.digits().getFirst());
    }

    @Test
    void whatCameOfComparingIsSaidAndBlocksAreTakenBack() {
        var path = keys() + "/" + KEY;
        assertThat(ask("POST", path + "/comparison", "{\"equal\": true}").statusCode())
                .isEqualTo(204);
        assertThat(key().has("compared")).isTrue();
        assertThat(ask("POST", path + "/comparison", "{\"equal\": false}").statusCode())
                .isEqualTo(204);
        assertThat(key().has("blocked")).isTrue();
        assertThat(key().has("compared")).isFalse();
        assertThat(ask("DELETE", path + "/block", "").statusCode()).isEqualTo(204);
        assertThat(key().has("blocked")).isFalse();
        assertThat(ask("POST", path + "/block", "").statusCode()).isEqualTo(204);
        assertThat(key().has("blocked")).isTrue();
    }

    @Test
    void whatIsWrongIsAProblem() {
        assertThat(ask("POST", keys() + "/" + KEY + "/comparison", "{}").statusCode())
                .isEqualTo(422);
        assertThat(ask("POST", keys() + "/" + own + "/block", "").statusCode()).isEqualTo(404);
        assertThat(ask("POST", keys() + "/nonsense/block", "").statusCode()).isEqualTo(404);
        assertThat(ask("GET", "/accounts/1001/dialogs/424242/keys", "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void computersAreListedAndDisowned() {
        var all = read(ask("GET", certificate("/computers"), ""), 200);
        assertThat(all.get(0).path("here").asBoolean()).isTrue();
        assertThat(all.get(0).has("disowned")).isFalse();
        assertThat(all.get(1).path("disowned").asString()).isEqualTo("2026-09-01T10:00:05Z");
        assertThat(ask(
                                "POST",
                                certificate("/computers/" + own + "/revocation"),
                                "{\"reason\": \"KEY_COMPROMISE\", \"note\": \"in a train\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(computers.told()).singleElement().asString().endsWith("KEY_COMPROMISE in a train");
        assertThat(ask("POST", certificate("/computers/" + own + "/revocation"), "{\"reason\": \"BORED\"}")
                        .statusCode())
                .isEqualTo(422);
        computers.fails(new EnrolmentFailed(Cause.REFUSED, "it is newer than yours"));
        var refused = ask("POST", certificate("/computers/" + own + "/revocation"), "{\"reason\": \"UNSPECIFIED\"}");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("it is newer than yours");
    }

    @Test
    void howWellRevocationsAreKnownIsSaid() {
        revocations.know(new Knowledge(Optional.of(SINCE), Optional.of("no answer for two days")));
        var known = read(ask("GET", certificate("/revocations"), ""), 200);
        assertThat(known.path("asOf").asString()).isEqualTo("2026-09-01T10:00:00Z");
        assertThat(known.path("trouble").asString()).isEqualTo("no answer for two days");
        revocations.know(new Knowledge(Optional.of(SINCE), Optional.empty()));
    }

    private JsonNode key() {
        return read(ask("GET", keys(), ""), 200).path("keys").get(0);
    }

    private String keys() {
        return "/accounts/1001/dialogs/" + friend + "/keys";
    }

    private static String certificate(String more) {
        return "/accounts/1001/certificate" + more;
    }

    private HttpResponse<String> ask(String method, String path, String body) {
        var program = new Visitor(port);
        return program.send(program.from("/api/v1" + path)
                .header("Authorization", "Bearer " + TestNode.TOKEN)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    private JsonNode read(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return json.readTree(answer.body());
    }
}
