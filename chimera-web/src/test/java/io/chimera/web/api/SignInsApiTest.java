package io.chimera.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.contact.PhoneNumber;
import io.chimera.core.signin.ScriptedSignIns;
import io.chimera.core.signin.SignInProblem;
import io.chimera.core.signin.SignInStep.CodeWay;
import io.chimera.web.testing.ServedWithCloud;
import io.chimera.web.testing.TestNode;
import io.chimera.web.testing.Visitor;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServedWithCloud
class SignInsApiTest {

    private static final String CLARAS = "+5521990001003";

    @LocalServerPort
    private int port;

    @Autowired
    private ScriptedSignIns cloud;

    @Autowired
    private JsonMapper json;

    private ScriptedSignIns.Person clara;

    @BeforeEach
    void aPerson() {
        cloud.anew();
        clara = cloud.person(new PhoneNumber(CLARAS), "Clara Menezes");
    }

    private HttpResponse<String> ask(String method, String path, String body) {
        var program = new Visitor(port);
        return program.send(program.from("/api/v1/sign-ins" + path)
                .header("Authorization", "Bearer " + TestNode.TOKEN)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    private JsonNode read(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return json.readTree(answer.body());
    }

    private String begin() {
        var answer = ask("POST", "", "");
        var begun = read(answer, 201);
        var id = begun.path("id").asString();
        assertThat(answer.headers().firstValue("Location"))
                .hasValueSatisfying(there -> assertThat(there).endsWith("/api/v1/sign-ins/" + id));
        return id;
    }

    private JsonNode answer(String id, Map<String, Object> form) {
        return read(ask("POST", "/" + id + "/answers", json.writeValueAsString(form)), 200);
    }

    private String atPhone() {
        var id = begin();
        var step = answer(
                id,
                new TreeMap<>(Map.of(
                        "answer", "APPLICATION",
                        "id", ScriptedSignIns.APPLICATION.id(),
                        "hash", ScriptedSignIns.APPLICATION.hash())));
        assertThat(step.path("step").asString()).isEqualTo("PHONE");
        return id;
    }

    private void assertProblem(HttpResponse<String> answer, int status, String name) {
        var problem = read(answer, status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(problem.path("type").asString()).isEqualTo("urn:chimera:problem:" + name);
        assertThat(problem.path("title").asString()).isNotBlank();
        assertThat(problem.path("detail").asString()).isNotBlank();
    }

    @Test
    void aProgramIsLedThroughEveryStep() {
        clara.withCodes(CodeWay.APP, CodeWay.SMS, Duration.ofMinutes(2)).withPassword("sal", "na cozinha");
        var id = atPhone();

        var code = answer(id, Map.of("answer", "PHONE", "phone", CLARAS));
        assertThat(code.propertyNames())
                .containsExactlyInAnyOrder("id", "step", "seen", "to", "way", "length", "other", "otherFrom");
        assertThat(code.path("step").asString()).isEqualTo("CODE");
        assertThat(code.path("to").asString()).isEqualTo(CLARAS);
        assertThat(code.path("way").asString()).isEqualTo("APP");
        assertThat(code.path("other").asString()).isEqualTo("SMS");

        var password = answer(id, Map.of("answer", "CODE", "code", clara.code()));
        assertThat(password.path("step").asString()).isEqualTo("PASSWORD");
        assertThat(password.path("hint").asString()).isEqualTo("na cozinha");

        var finished = answer(id, Map.of("answer", "PASSWORD", "password", "sal"));
        assertThat(finished.path("step").asString()).isEqualTo("FINISHED");
        assertThat(finished.path("account").path("id").asLong())
                .isEqualTo(clara.id().telegramUser());
        assertThat(finished.path("account").path("name").asString()).isEqualTo("Clara Menezes");
        assertThat(read(ask("GET", "/" + id, ""), 200)).isEqualTo(finished);
    }

    @Test
    void aWrongAnswerBringsTheStepAgainWithItsProblem() {
        var id = atPhone();

        var again = answer(id, Map.of("answer", "PHONE", "phone", "12"));
        assertThat(again.path("step").asString()).isEqualTo("PHONE");
        var problem = again.path("problem");
        assertThat(problem.propertyNames()).containsExactlyInAnyOrder("kind", "title", "detail");
        assertThat(problem.path("kind").asString()).isEqualTo("WRONG_PHONE");
        assertThat(problem.path("title").asString()).contains("telephone number");

        assertThat(answer(id, Map.of("answer", "PASSWORD", "password", "sal"))
                        .path("problem")
                        .path("kind")
                        .asString())
                .isEqualTo("NOT_WANTED");
        cloud.refusesFor(Duration.ofHours(1));
        assertThat(answer(id, Map.of("answer", "PHONE", "phone", CLARAS))
                        .path("problem")
                        .has("until"))
                .isTrue();
    }

    @Test
    void whoWaitsIsToldOfAnotherStep() throws Exception {
        var id = atPhone();
        var shown = answer(id, Map.of("answer", "SCAN"));
        assertThat(shown.path("link").asString()).startsWith("tg://login?token=");

        var same =
                read(ask("GET", "/" + id + "?wait=0&after=" + shown.path("seen").asString(), ""), 200);
        assertThat(same).isEqualTo(shown);
        try (var lane = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = lane.submit(() ->
                    ask("GET", "/" + id + "?wait=30&after=" + shown.path("seen").asString(), ""));
            clara.scans();
            assertThat(read(waiting.get(), 200).path("step").asString()).isEqualTo("FINISHED");
        }
    }

    @Test
    void whatIsCancelledIsOver() {
        var id = atPhone();
        assertThat(ask("DELETE", "/" + id, "").statusCode()).isEqualTo(204);

        var ended = read(ask("GET", "/" + id, ""), 200);
        assertThat(ended.path("step").asString()).isEqualTo("ENDED");
        assertThat(ended.path("problem").path("kind").asString()).isEqualTo("CANCELLED");
    }

    @Test
    void whatEndedSaysWhyInItsOwnWordsToo() {
        var id = begin();
        cloud.endAll(SignInProblem.of(SignInProblem.Kind.COMPUTER, "no space left on device"));

        assertThat(read(ask("GET", "/" + id, ""), 200)
                        .path("problem")
                        .path("said")
                        .asString())
                .isEqualTo("no space left on device");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/0",
                "/x",
                "/00000000-0000-4000-8000-000000000000",
                "/00000000-0000-4000-8000-000000000000/answers"
            })
    void whatIsNotThereIsNotFound(String path) {
        var method = path.endsWith("answers") ? "POST" : "GET";
        assertProblem(ask(method, path, method.equals("POST") ? "{\"answer\":\"SCAN\"}" : ""), 404, "no-such-sign-in");
    }

    @Test
    void whatIsNoAnswerIsAProblem() {
        var answers = "/" + atPhone() + "/answers";

        assertProblem(ask("POST", answers, "{}"), 422, "invalid");
        assertProblem(ask("POST", answers, "{\"answer\":\"OPEN_SESAME\"}"), 400, "unreadable");
        assertProblem(ask("POST", answers, "no json"), 400, "unreadable");
        assertProblem(ask("GET", answers.replace("/answers", "?wait=31"), ""), 422, "invalid");
        assertProblem(ask("GET", answers.replace("/answers", "?wait=long"), ""), 400, "unreadable");
        assertThat(ask("POST", answers, "{\"answer\":\"CODE\",\"code\":\"" + "9".repeat(1_000_000) + "\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void theTokenIsNeeded() {
        var stranger = new Visitor(port);

        assertThat(stranger.post("/api/v1/sign-ins", Map.of()).statusCode()).isEqualTo(401);
    }

    @Test
    void itIsDescribed() {
        var described = json.readTree(new Visitor(port).get("/v3/api-docs").body());

        assertThat(described.path("paths").propertyNames())
                .contains("/api/v1/sign-ins", "/api/v1/sign-ins/{id}", "/api/v1/sign-ins/{id}/answers");
        assertThat(described.path("paths").path("/api/v1/sign-ins").path("post").has("parameters"))
                .isFalse();
        assertThat(described
                        .path("components")
                        .path("schemas")
                        .path("SignInJson")
                        .path("properties")
                        .propertyNames())
                .contains("step", "seen", "problem", "link");
    }

    @Test
    void whatIsLoggedOfItHoldsNoSecret() {
        var form = new SignInsApi.AnswerForm(null, 7, "h4sh", "+55", "t0ken", "c0de", "e@mail", "passw0rd");

        assertThat(form.toString()).isEqualTo("AnswerForm[answer=null]");
    }
}
