package io.chimera.web.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.testing.SteppingClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServedProvider
class OperatorApiTest {

    private static final Duration TEN_DAYS = Duration.ofDays(10);

    @LocalServerPort
    private int port;

    @Autowired
    private ScriptedRegister register;

    @Autowired
    private SteppingClock clock;

    private final JsonMapper json = JsonMapper.builder().build();

    @BeforeEach
    void anew() {
        register.anew();
    }

    @Test
    void itIsForWhoeverHasTheToken() throws Exception {
        var answer = send(HttpRequest.newBuilder(at("")).GET());
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).contains("problem+json");
        assertThat(get("").path("delivery").asString()).isEqualTo("Telegram");
    }

    @Test
    void computersAreListedAndTakenBack() throws Exception {
        var key = register.issue(1001, "Laptop", Duration.ofHours(1), TEN_DAYS);
        register.issue(1002, "Desk", Duration.ofHours(2), Duration.ZERO);
        var all = get("/issuances");
        assertThat(all.get(0).path("device").asString()).isEqualTo("Laptop");
        assertThat(all.get(1).has("until")).isFalse();
        assertThat(get("/issuances?person=1002").size()).isOne();
        assertThat(get("/issuances?before=" + all.get(0).path("at").asString()).size())
                .isOne();

        var taken = post("/issuances/1001/" + key + "/revocation", "{\"reason\":\"KEY_COMPROMISE\",\"note\":\"bus\"}");
        assertThat(taken.statusCode()).isEqualTo(200);
        assertThat(json.readTree(taken.body()).has("left")).isFalse();
        assertThat(get("/issuances/1001/" + key).path("revoked").path("reason").asString())
                .isEqualTo("KEY_COMPROMISE");
        assertThat(get("/audit?person=1001&limit=1").get(0).path("what").asString())
                .isEqualTo("REVOKED");
    }

    @Test
    void whatMakesNoSenseIsAProblem() throws Exception {
        var key = register.issue(1001, "Laptop", Duration.ofHours(1), TEN_DAYS);
        assertThat(post("/issuances/1001/" + key + "/revocation", "{\"reason\":\"WHIM\"}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(post("/issuances/1002/" + key + "/revocation", "{\"reason\":\"SUPERSEDED\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(send(asked("/issuances?limit=1000").GET()).statusCode()).isEqualTo(422);
        assertThat(send(asked("/issuances?before=yesterday").GET()).statusCode())
                .isEqualTo(400);
    }

    @Test
    void itIsDescribed() throws Exception {
        var described =
                json.readTree(send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/v3/api-docs")))
                        .body());
        assertThat(described.path("paths").propertyNames())
                .contains("/api/v1/provider/issuances/{person}/{key}/revocation")
                .allMatch(path -> path.startsWith("/api/v1/provider") || path.startsWith("/api/v1/sign-ins"));
    }

    private JsonNode get(String path) throws Exception {
        var answer = send(asked(path).GET());
        assertThat(answer.statusCode()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return send(asked(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder asked(String path) {
        return HttpRequest.newBuilder(at(path)).header("Authorization", "Bearer " + TestProvider.KEY);
    }

    private URI at(String path) {
        return URI.create("http://localhost:" + port + "/api/v1/provider" + path);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.ofString());
        }
    }
}
