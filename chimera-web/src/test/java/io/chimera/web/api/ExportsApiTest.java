package io.chimera.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.core.contact.Contact;
import io.chimera.core.contact.ContactId;
import io.chimera.core.dialog.Body;
import io.chimera.core.testing.People;
import io.chimera.web.testing.House;
import io.chimera.web.testing.Served;
import io.chimera.web.testing.TestNode;
import io.chimera.web.testing.Visitor;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Dialogs are written down by REST. */
@Served
class ExportsApiTest {

    private static final String EXPORTS = "/accounts/1001/exports";
    private static final ContactId EVA = new ContactId(91_001);

    @LocalServerPort
    private int port;

    @Autowired
    private House house;

    @Autowired
    private JsonMapper json;

    @Autowired
    private Clock clock;

    @TempDir
    private Path temp;

    @BeforeEach
    void somebodyWrote() {
        house.knows(People.ANA, new Contact(EVA, "Eva <b>", Optional.empty()));
        house.cloudOf(People.ANA).online(true);
        house.writes(People.ANA, EVA, clock.instant(), new Body.Text("olá <script>"));
    }

    private HttpResponse<String> ask(String method, String path, String body) {
        var program = new Visitor(port);
        return program.send(program.from("/api/v1" + path)
                .header("Authorization", "Bearer " + TestNode.TOKEN)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> order(String format, Path to) {
        return ask(
                "POST",
                EXPORTS,
                json.writeValueAsString(Map.of("format", format, "to", to.toString(), "dialog", EVA.telegramUser())));
    }

    private JsonNode exported(String format, Path to) {
        var answer = order(format, to);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        var one = EXPORTS + "/" + json.readTree(answer.body()).path("id").asLong();
        return await().until(
                        () -> json.readTree(ask("GET", one, "").body()),
                        now -> !now.path("state").asString().equals("RUNNING"));
    }

    private void refused(HttpResponse<String> answer, int status, String name) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        var problem = json.readTree(answer.body());
        assertThat(problem.path("type").asString()).isEqualTo("urn:chimera:problem:" + name);
        assertThat(problem.path("detail").asString()).isNotBlank();
    }

    @Test
    void whatIsWrittenIsWhatTheApiTells() {
        var ended = exported("json", temp.resolve("out"));
        assertThat(ended.propertyNames()).containsExactly("id", "state", "dialogs", "messages", "files", "filesLeft");
        assertThat(ended.path("state").asString()).isEqualTo("DONE");
        assertThat(ended.path("dialogs").asInt()).isEqualTo(1);
        var written =
                json.readTree(temp.resolve("out/dialogs/" + EVA + ".json")).path("messages");
        var told = json.readTree(ask("GET", "/accounts/1001/dialogs/" + EVA + "/messages?limit=100", "")
                .body());
        assertThat(written).hasSameSizeAs(told);
        assertThat(written.path(written.size() - 1)).isEqualTo(told.path(0));
    }

    @Test
    void pagesAreWritten() {
        assertThat(exported("html", temp.resolve("out")).path("state").asString())
                .isEqualTo("DONE");
        assertThat(temp.resolve("out/index.html"))
                .content()
                .contains("Eva &lt;b&gt;")
                .doesNotContain("<b>");
    }

    @Test
    void nothingIsWrittenOver() throws Exception {
        Files.writeString(temp.resolve("there"), "x");
        refused(order("html", temp), 422, "export-place");
        refused(order("html", temp.resolve("there")), 422, "export-place");
        refused(order("html", temp.resolve("no/such/folder")), 422, "export-place");
        assertThat(temp).isDirectoryNotContaining("glob:**.unfinished*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"format\":\"pdf\",\"to\":\"/x\"}",
                "{\"format\":\"json\",\"to\":\"x\"}",
                "{\"format\":\"json\"}"
            })
    void whatIsNoOrderIsRefused(String body) {
        refused(ask("POST", EXPORTS, body), 422, "invalid");
    }

    @Test
    void whatIsNotThereCannotBeWritten() {
        refused(
                ask("POST", EXPORTS, "{\"format\":\"json\",\"to\":\"" + temp.resolve("o") + "\",\"dialog\":1234567}"),
                404,
                "no-such-dialog");
        refused(ask("POST", "/accounts/7/exports", "{}"), 404, "no-such-account");
        refused(ask("GET", EXPORTS + "/999999", ""), 404, "no-such-export");
        assertThat(new Visitor(port).get("/api/v1" + EXPORTS).statusCode()).isEqualTo(401);
    }
}
