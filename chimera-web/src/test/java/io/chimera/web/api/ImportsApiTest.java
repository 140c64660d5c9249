package io.chimera.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.core.legacy.ListedChimera;
import io.chimera.web.testing.Served;
import io.chimera.web.testing.TestNode;
import io.chimera.web.testing.Visitor;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the first Chimera left is brought over by REST. */
@Served
class ImportsApiTest {

    private static final String IMPORTS = "/accounts/1001/imports";
    private static final long EVA = 90_001;

    @LocalServerPort
    private int port;

    @Autowired
    private ListedChimera old;

    @Autowired
    private JsonMapper json;

    @BeforeEach
    void begin() {
        old.begin();
    }

    private HttpResponse<String> ask(String method, String path, String body) {
        var program = new Visitor(port);
        return program.send(program.from("/api/v1" + path)
                .header("Authorization", "Bearer " + TestNode.TOKEN)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> order(Object path) {
        return ask(
                "POST", IMPORTS, json.writeValueAsString(Map.of("path", path.toString(), "zone", "America/Sao_Paulo")));
    }

    private JsonNode imported() {
        var answer = order(old.database());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        var one = IMPORTS + "/" + json.readTree(answer.body()).path("id").asLong();
        return await().until(
                        () -> json.readTree(ask("GET", one, "").body()),
                        now -> !now.path("state").asString().equals("RUNNING"));
    }

    private void refused(HttpResponse<String> answer, int status, String name) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        var problem = json.readTree(answer.body());
        assertThat(problem.path("type").asString()).isEqualTo("urn:chimera:problem:" + name);
        assertThat(problem.path("detail").asString()).isNotBlank();
    }

    @Test
    void everythingComesOverOnceAndIsCounted() {
        old.dialog(EVA, "Eva");
        old.message(1, EVA, EVA, "2022-07-03 11:00:00+00:00", "long ago");
        old.message(2, EVA, 1001, "2022-07-03 14:00:01+00:00", "/x/imagens_chimera/gone.png - look");
        old.waits(EVA, "never");

        var first = imported();
        assertThat(first.propertyNames())
                .containsExactly("id", "state", "read", "size", "dialogs", "messages", "files", "leftOut", "filesLeft");
        assertThat(first.path("state").asString()).isEqualTo("DONE");
        assertThat(first.path("messages").toString()).isEqualTo("{\"brought\":2,\"known\":0}");
        assertThat(first.path("leftOut").toString()).isEqualTo("{\"NEVER_SENT\":1,\"FILE_MISSING\":1}");
        assertThat(first.path("filesLeft").toString()).isEqualTo("[\"gone.png\"]");
        var there = json.readTree(
                ask("GET", "/accounts/1001/dialogs/" + EVA + "/messages", "").body());
        assertThat(there).hasSize(2);
        assertThat(there.path(1).path("sentAt").asString()).isEqualTo("2022-07-03T14:00:00Z");
        assertThat(there.path(1).path("status").asString()).isEqualTo("READ");

        assertThat(imported().path("messages").toString()).isEqualTo("{\"brought\":0,\"known\":2}");
        assertThat(json.readTree(ask("GET", IMPORTS, "").body()).size()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void whatCannotBeBroughtIsRefused() {
        refused(order(old.folder().resolve("other.db")), 422, "import-not-there");
        old.owner(EVA);
        refused(order(old.database()), 422, "import-not-yours");
        refused(ask("POST", "/accounts/7/imports", "{\"path\":\"/x\"}"), 404, "no-such-account");
        refused(ask("GET", IMPORTS + "/999999", ""), 404, "no-such-import");
        assertThat(new Visitor(port).get("/api/v1" + IMPORTS).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"path\":\"chats.db\"}",
                "{\"path\":\"/a\\u0000b\"}",
                "{\"path\":\"/x\",\"files\":[\"documents\"]}",
                "{\"path\":\"/x\",\"zone\":\"Mars/Olympus\"}"
            })
    void whatIsNoOrderIsRefused(String body) {
        refused(ask("POST", IMPORTS, body), 422, "invalid");
    }
}
