package io.chimera.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.janus.ScriptedHttpsSites;
import io.chimera.web.testing.Served;
import io.chimera.web.testing.TestNode;
import io.chimera.web.testing.Visitor;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Served
class JanusHttpsApiTest {

    @LocalServerPort
    private int port;

    @Autowired
    private ScriptedHttpsSites https;

    @Autowired
    private JsonMapper json;

    @BeforeEach
    void asOnTheFirstDay() {
        https.forget();
    }

    private HttpResponse<String> ask(String method, String path, String body) {
        var program = new Visitor(port);
        return program.send(program.from("/api/v1/janus/https" + path)
                .header("Authorization", "Bearer " + TestNode.TOKEN)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    private JsonNode ok(String method, String path, String body) {
        var answer = ask(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    @Test
    void sitesAreChosenAndTheCertificateIsFetchedAndGiven() {
        assertThat(ok("GET", "", "").path("sites")).isEmpty();
        var chosen = ok("POST", "/sites", "{\"site\":\"example.com\"}");
        assertThat(chosen.path("wantsCertificate").asBoolean()).isTrue();
        assertThat(chosen.path("sites").path(0).path("reach").asString()).isEqualTo("WAITS");
        var root = ok("POST", "/certificate", "");
        assertThat(root.path("pem").asString()).startsWith("-----BEGIN CERTIFICATE-----");
        assertThat(root.path("sites")).hasToString("[\"example.com\"]");
        var given = ok("POST", "/certificate/given", "");
        assertThat(given.path("given")).isEqualTo(root.path("fingerprint"));
        assertThat(given.path("sites").path(0).path("reach").asString()).isEqualTo("LOOKED_INTO");

        assertThat(ok("PUT", "/sites/example.com", "{\"on\":false}")
                        .path("sites")
                        .path(0)
                        .path("reach")
                        .asString())
                .isEqualTo("OFF");
        var forNow = ok("POST", "/sites", "{\"site\":\"example.com\",\"forNow\":true}")
                .path("sites")
                .path(0);
        assertThat(forNow.path("on").asBoolean()).isFalse();
        assertThat(forNow.path("forNow").asBoolean()).isTrue();
        assertThat(ok("POST", "/never", "{\"host\":\"bank.example.com\"}").path("never"))
                .hasToString("[\"bank.example.com\"]");
        assertThat(ask("DELETE", "/sites/bank.example.com", "").statusCode()).isEqualTo(204);
        assertThat(ask("DELETE", "", "").statusCode()).isEqualTo(204);
        assertThat(ok("GET", "", "").has("certificate")).isFalse();
    }

    @Test
    void refusalsAreProblems() {
        assertThat(ask("POST", "/sites", "{}").statusCode()).isEqualTo(422);
        assertThat(ask("POST", "/never", "{}").statusCode()).isEqualTo(422);
        var star = ask("POST", "/sites", "{\"site\":\"*.example.com\"}");
        assertThat(star.statusCode()).isEqualTo(422);
        assertThat(star.body()).contains("urn:chimera:problem:https-no-site", "NO_SITE");
        assertThat(ask("PUT", "/sites/example.com", "{\"on\":true}").statusCode())
                .isEqualTo(404);
        assertThat(ask("PUT", "/sites/example.com", "{}").statusCode()).isEqualTo(422);
        assertThat(ask("DELETE", "/sites/example.com", "").body()).contains("https-not-listed");
        assertThat(ask("POST", "/certificate", "").statusCode()).isEqualTo(409);
        https.trouble("The file can be read by others.");
        assertThat(ask("POST", "/certificate/given", "").body()).contains("https-no-key");
        assertThat(ok("GET", "", "").path("trouble").asString()).contains("read by others");
        var nobody = new Visitor(port);
        assertThat(nobody.send(nobody.from("/api/v1/janus/https").GET()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void itIsDescribed() {
        var program = new Visitor(port);
        assertThat(program.send(program.from("/v3/api-docs").GET()).body())
                .contains("/api/v1/janus/https/certificate/given", "/api/v1/janus/https/sites/{site}");
    }
}
