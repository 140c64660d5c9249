package io.chimera.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.core.arrival.Past;
import io.chimera.core.contact.Contact;
import io.chimera.core.contact.ContactId;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.testing.People;
import io.chimera.web.testing.House;
import io.chimera.web.testing.Served;
import io.chimera.web.testing.TestNode;
import io.chimera.web.testing.Visitor;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Dialogs are compared with the cloud by REST. */
@Served
class ChecksApiTest {

    private static final String CHECKS = "/accounts/1001/checks";
    private static final AtomicLong NEXT = new AtomicLong(93_000);

    @LocalServerPort
    private int port;

    @Autowired
    private House house;

    @Autowired
    private JsonMapper json;

    @Autowired
    private Clock clock;

    private final ContactId friend = new ContactId(NEXT.incrementAndGet());

    @BeforeEach
    void somebodyWrote() {
        house.knows(People.ANA, new Contact(friend, "Friend " + friend, Optional.empty()));
        house.cloudOf(People.ANA).online(true);
        house.writes(People.ANA, friend, clock.instant(), new Body.Text("news"));
    }

    /** The cloud has something that this account wrote elsewhere, and never told of. */
    private void somethingIsMissed() {
        house.cloudOf(People.ANA)
                .remembers(
                        DialogId.with(friend),
                        new Past(
                                new CloudMessageId(1_000_000 + friend.telegramUser()),
                                new Author.Me(),
                                clock.instant(),
                                new Body.Text("written elsewhere"),
                                false,
                                false));
    }

    private HttpResponse<String> ask(String method, String path, String body) {
        var program = new Visitor(port);
        return program.send(program.from("/api/v1" + path)
                .header("Authorization", "Bearer " + TestNode.TOKEN)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    private JsonNode checked(boolean repair) {
        var answer = ask("POST", CHECKS, "{\"dialog\":" + friend + ",\"repair\":" + repair + "}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        var one = CHECKS + "/" + json.readTree(answer.body()).path("id").asLong();
        return await().until(
                        () -> json.readTree(ask("GET", one, "").body()),
                        now -> !now.path("state").asString().equals("RUNNING"));
    }

    private String messages() {
        return ask("GET", "/accounts/1001/dialogs/" + friend + "/messages", "").body();
    }

    private void refused(HttpResponse<String> answer, int status, String name) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(json.readTree(answer.body()).path("type").asString()).isEqualTo("urn:chimera:problem:" + name);
    }

    @Test
    void whatAgreesIsSaidToAgree() {
        var ended = checked(true);
        assertThat(ended.propertyNames())
                .containsExactly("id", "state", "repair", "dialogs", "messages", "found", "differing", "notAsked");
        assertThat(ended.path("state").asString()).isEqualTo("DONE");
        assertThat(ended.path("dialogs").asInt()).isEqualTo(1);
        assertThat(ended.path("found")).isEmpty();
    }

    @Test
    void whatDiffersIsCountedAndMendedOnlyIfThatIsWanted() {
        somethingIsMissed();
        var found = checked(false);
        assertThat(found.path("found").path("MISSING").asInt()).isEqualTo(1);
        assertThat(found.path("differing").path(0).asLong()).isEqualTo(friend.telegramUser());
        assertThat(messages()).doesNotContain("written elsewhere");
        assertThat(checked(true).path("found").path("MISSING").asInt()).isEqualTo(1);
        assertThat(messages()).contains("written elsewhere");
        assertThat(checked(true).path("found")).isEmpty();
        assertThat(ask("GET", CHECKS, "").body()).contains("\"repair\":true", "\"repair\":false");
    }

    @Test
    void aCloudThatIsAwayIsWhyItFailed() {
        house.cloudOf(People.ANA).online(false);
        var ended = checked(true);
        assertThat(ended.path("state").asString()).isEqualTo("FAILED");
        assertThat(ended.path("why").asString()).contains("Nothing was compared");
        house.cloudOf(People.ANA).online(true);
    }

    @Test
    void whatIsNotThereCannotBeCompared() {
        refused(ask("POST", CHECKS, "{\"dialog\":1234567}"), 404, "no-such-dialog");
        refused(ask("POST", "/accounts/7/checks", "{}"), 404, "no-such-account");
        refused(ask("GET", CHECKS + "/999999", ""), 404, "no-such-check");
        assertThat(new Visitor(port).get("/api/v1" + CHECKS).statusCode()).isEqualTo(401);
    }
}
