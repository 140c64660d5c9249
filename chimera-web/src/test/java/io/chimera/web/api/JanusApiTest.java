package io.chimera.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.janus.Found;
import io.chimera.core.janus.Pseudonyms;
import io.chimera.core.janus.SiteCards;
import io.chimera.core.janus.Traffic;
import io.chimera.core.janus.TrafficBook;
import io.chimera.core.testing.People;
import io.chimera.web.testing.Served;
import io.chimera.web.testing.TestNode;
import io.chimera.web.testing.Visitor;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Served
class JanusApiTest {

    private static final String ANA = "/accounts/1001/janus";
    private static final String KEY =
            "{\"profile\":\"anna\",\"secret\":\"velvet anchor thursday gravel\",\"mailDomain\":\"anna.example\"}";

    @LocalServerPort
    private int port;

    @Autowired
    private Pseudonyms pseudonyms;

    @Autowired
    private SiteCards cards;

    @Autowired
    private TrafficBook traffic;

    @Autowired
    private JsonMapper json;

    @BeforeEach
    void locked() {
        pseudonyms.lock(People.ANA);
        pseudonyms.lock(TestNode.BRUNO);
        cards.remembered().forEach(cards::forget);
    }

    private HttpResponse<String> ask(String method, String path, String body) {
        var program = new Visitor(port);
        return program.send(program.from("/api/v1" + path)
                .header("Authorization", "Bearer " + TestNode.TOKEN)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    private JsonNode post(String path, String body) {
        var answer = ask("POST", path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    @Test
    void aProfileIsUnlockedAskedAndLocked() {
        assertThat(json.readTree(ask("GET", ANA, "").body()).path("unlocked").asBoolean())
                .isFalse();
        var open = post(ANA + "/unlock", KEY);
        assertThat(open.path("profile").asString()).isEqualTo("janus1:std:anna");
        assertThat(open.path("check")).hasSize(4);
        assertThat(open.has("locksAt")).isTrue();

        var first = post(ANA + "/triple", "{\"site\":\"https://shop.example.com/x\"}");
        assertThat(first.path("site").asString()).isEqualTo("example.com");
        assertThat(first.path("email").asString()).endsWith("@anna.example");
        assertThat(first.path("bits").asDouble()).isEqualTo(131);
        var other = post(ANA + "/triple", "{\"site\":\"example.com\",\"counter\":2,\"persona\":\"work\"}");
        assertThat(other.path("password")).isNotEqualTo(first.path("password"));

        var found = post(ANA + "/find", "{\"value\":\"" + first.path("user").asString() + "\"}");
        assertThat(found.path("what").asString()).isEqualTo("USER");
        assertThat(found.path("site").asString()).isEqualTo("example.com");
        assertThat(post(ANA + "/find", "{\"value\":\"x\",\"sites\":[\"a.example\"]}")
                        .path("yours")
                        .asBoolean())
                .isFalse();

        assertThat(post(ANA + "/lock", "").path("unlocked").asBoolean()).isFalse();
        assertThat(ask("POST", ANA + "/triple", "{\"site\":\"example.com\"}").statusCode())
                .isEqualTo(409);
    }

    @Test
    void aProfileIsAskedByItsNameWhicheverAccountHasIt() {
        assertThat(ask("POST", "/janus/triple", "{\"profile\":\"anna\",\"site\":\"example.com\"}")
                        .body())
                .contains("urn:chimera:problem:janus-locked");
        post("/accounts/1002/janus/unlock", KEY);
        var byName = post("/janus/triple", "{\"profile\":\"anna\",\"site\":\"example.com\",\"counter\":2}");
        var byAccount = post("/accounts/1002/janus/triple", "{\"site\":\"example.com\",\"counter\":2}");
        assertThat(byName).isEqualTo(byAccount);

        post(ANA + "/unlock", KEY.replace("gravel", "pebbles"));
        assertThat(ask("POST", "/janus/triple", "{\"profile\":\"anna\",\"site\":\"example.com\"}")
                        .statusCode())
                .isEqualTo(422);
        post(ANA + "/unlock", KEY);
        assertThat(post("/janus/triple", "{\"profile\":\"janus1:std:anna\",\"site\":\"example.com\",\"counter\":2}"))
                .isEqualTo(byName);
    }

    @Test
    void refusalsAreProblemsThatSayWhatToDoAndHoldNoSecret() {
        var weak = ask("POST", ANA + "/unlock", "{\"profile\":\"anna\",\"secret\":\"short\"}");
        assertThat(weak.statusCode()).isEqualTo(422);
        assertThat(weak.body()).contains("janus-weak-secret", "WEAK_SECRET").doesNotContain("short\"");
        post(ANA + "/unlock", "{\"profile\":\"anna\",\"secret\":\"short\",\"weakAnyway\":true}");
        assertThat(ask("POST", ANA + "/triple", "{\"site\":\"example.com\",\"rules\":\"minlength: many\"}")
                        .body())
                .contains("janus-unusable-rules");
        assertThat(ask("POST", ANA + "/triple", "{}").statusCode()).isEqualTo(422);
        assertThat(ask("POST", ANA + "/unlock", "{}").statusCode()).isEqualTo(422);
        assertThat(ask("POST", ANA + "/find", "{}").statusCode()).isEqualTo(422);
        assertThat(ask("GET", "/accounts/77/janus", "").statusCode()).isEqualTo(404);
    }

    @Test
    void aRememberedProfileIsKnownAgainAndForgotten() {
        assertThat(post(ANA + "/unlock", KEY.replace("}", ",\"remember\":true}"))
                        .path("remembered")
                        .asBoolean())
                .isTrue();
        var mistyped = ask("POST", ANA + "/unlock", KEY.replace("gravel", "pebbles"));
        assertThat(mistyped.statusCode()).isEqualTo(409);
        assertThat(mistyped.body()).contains("janus-not-as-known").doesNotContain("pebbles");
        assertThat(json.readTree(ask("GET", ANA + "/remembered", "").body()).path("profiles"))
                .hasToString("[\"anna\"]");
        post(ANA + "/unlock", KEY.replace("gravel\"", "pebbles\",\"somebodyElse\":true"));
        assertThat(ask("PUT", ANA + "/sites", "{\"site\":\"example.com\"}").body())
                .contains("janus-not-remembered");
        assertThat(ask("POST", ANA + "/forget", "{\"profile\":\"anna\"}").statusCode())
                .isEqualTo(200);
        assertThat(post(ANA + "/remember", "").path("remembered").asBoolean()).isTrue();
        assertThat(ask("POST", ANA + "/forget", "{}").statusCode()).isEqualTo(422);
    }

    @Test
    void sitesAreWrittenListedTakenAlongAndRemoved() {
        post(ANA + "/unlock", KEY.replace("}", ",\"remember\":true}"));
        var put = ask(
                "PUT",
                ANA + "/sites",
                "{\"site\":\"shop.example.com\",\"counter\":2,\"note\":\"since 2019\",\"plainHttp\":true,\"leftAlone\":true}");
        var card = json.readTree(put.body());
        assertThat(card.path("site").asString()).isEqualTo("example.com");
        assertThat(card.path("counter").asInt()).isEqualTo(2);
        assertThat(card.path("note").asString()).isEqualTo("since 2019");
        assertThat(card.path("plainHttp").asBoolean()).isTrue();
        assertThat(card.path("leftAlone").asBoolean()).isTrue();
        assertThat(card.path("earlier")).hasSize(1);
        var id = card.path("id").asString();
        assertThat(json.readTree(ask("GET", ANA + "/sites/" + id, "").body())).isEqualTo(card);
        assertThat(post(ANA + "/triple", "{\"site\":\"example.com\"}")
                        .path("counter")
                        .asInt())
                .as("as the card has it")
                .isEqualTo(2);

        var file = post(ANA + "/sites/export", "");
        assertThat(ask("DELETE", ANA + "/sites/" + id, "").statusCode()).isEqualTo(204);
        assertThat(ask("GET", ANA + "/sites/" + id, "").statusCode()).isEqualTo(404);
        assertThat(json.readTree(ask("GET", ANA + "/sites", "").body()).path("sites"))
                .isEmpty();
        assertThat(post(ANA + "/sites/import", file.toString()).path("cards").asInt())
                .isEqualTo(1);
        assertThat(json.readTree(ask("GET", ANA + "/sites", "").body()).path("sites"))
                .hasSize(1);
        assertThat(ask("POST", ANA + "/sites/import", "{\"file\":\"bm90aGluZw==\"}")
                        .body())
                .contains("janus-unusable-file");
        assertThat(ask("POST", ANA + "/sites/import", "{\"file\":\"***\"}").statusCode())
                .isEqualTo(422);
        assertThat(ask("PUT", ANA + "/sites", "{}").statusCode()).isEqualTo(422);
    }

    @Test
    void whatTheProxyDidIsToldWithoutValues() {
        assertThat(ask("GET", ANA + "/traffic", "").body()).contains("janus-locked");
        post(ANA + "/unlock", KEY);
        var tag = pseudonyms.state(People.ANA).orElseThrow().tag();
        traffic.write(new Traffic.Refused(
                tag,
                Instant.parse("2026-11-20T14:09:00Z"),
                "shop.example.com",
                Traffic.Why.PLAIN_HTTP,
                List.of(new Traffic.Field(Traffic.Part.FORM, "pass", Found.Value.PASSWORD))));
        var line = json.readTree(ask("GET", ANA + "/traffic", "").body())
                .path("lines")
                .path(0);

        assertThat(line.path("host").asString()).isEqualTo("shop.example.com");
        assertThat(line.path("refused").asString()).isEqualTo("PLAIN_HTTP");
        assertThat(line.path("fields").path(0).path("name").asString()).isEqualTo("pass");
        traffic.forget(tag);
    }

    @Test
    void itIsDescribed() {
        var program = new Visitor(port);
        assertThat(program.send(program.from("/v3/api-docs").GET()).body())
                .contains("/api/v1/janus/triple", "/api/v1/accounts/{account}/janus/unlock");
    }
}
