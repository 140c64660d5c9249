package io.chimera.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.core.contact.Contact;
import io.chimera.core.contact.ContactId;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Markup;
import io.chimera.core.messenger.Messengers;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Looks, answers, writing and contacts over REST. */
@Served
class TalkApiTest {

    private static final AtomicLong NEXT = new AtomicLong(24_000);

    @LocalServerPort
    private int port;

    @Autowired
    private House house;

    @Autowired
    private Messengers messengers;

    @Autowired
    private JsonMapper json;

    @Autowired
    private Clock clock;

    private final ContactId friend = new ContactId(NEXT.incrementAndGet());

    @BeforeEach
    void aFriend() {
        house.knows(People.ANA, new Contact(friend, "Friend", Optional.empty()));
        house.cloudOf(People.ANA).online(true);
    }

    private String dialog() {
        return "/accounts/1001/dialogs/" + friend;
    }

    private HttpResponse<String> ask(String method, String path, String body) {
        return ask(method, path, "application/json", body);
    }

    private HttpResponse<String> ask(String method, String path, String type, String body) {
        var program = new Visitor(port);
        return program.send(program.from("/api/v1" + path)
                .header("Authorization", "Bearer " + TestNode.TOKEN)
                .header("Content-Type", type)
                .method(method, BodyPublishers.ofString(body)));
    }

    private JsonNode done(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return json.readTree(answer.body());
    }

    private JsonNode problem(HttpResponse<String> answer, int status, String name) {
        var problem = done(answer, status);
        assertThat(problem.path("type").asString()).isEqualTo("urn:chimera:problem:" + name);
        assertThat(problem.path("detail").asString()).isNotBlank();
        return problem;
    }

    private JsonNode sent(String body) {
        return done(ask("POST", dialog() + "/messages", body), 201);
    }

    private String friendWrites(String words) {
        house.writes(People.ANA, friend, clock.instant(), Markup.read(words));
        return done(ask("GET", dialog() + "/messages?limit=1", ""), 200)
                .path(0)
                .path("id")
                .asString();
    }

    @Test
    void wordsAreTakenLiterallyAndLooksAreSpans() {
        var plain = sent("{\"text\":\"**a**\"}");
        assertThat(plain.path("text").asString()).isEqualTo("**a**");
        assertThat(plain.has("spans")).isFalse();
        assertThat(plain.path("answers").isNull()).isTrue();
        assertThat(plain.has("answersMissing")).isFalse();

        var spans = "[{\"from\":0,\"length\":1,\"style\":\"BOLD\"},"
                + "{\"from\":2,\"length\":4,\"style\":\"LINK\",\"value\":\"https://a.example\"},"
                + "{\"from\":7,\"length\":1,\"style\":\"BLOCK\"}]";
        var sent = sent("{\"text\":\"a here c\",\"spans\":" + spans + "}");
        assertThat(sent.path("spans")).isEqualTo(json.readTree(spans));
    }

    @Test
    void anEditBringsItsOwnLooks() {
        var id = sent("{\"text\":\"abc\",\"spans\":[{\"from\":0,\"length\":3,\"style\":\"ITALIC\"}]}")
                .path("id")
                .asString();
        var path = dialog() + "/messages/" + id;
        await().until(() ->
                done(ask("GET", path, ""), 200).path("status").asString().equals("SENT"));

        var edited = done(
                ask("PATCH", path, "{\"text\":\"abcd\",\"spans\":[{\"from\":3,\"length\":1,\"style\":\"SPOILER\"}]}"),
                200);
        assertThat(edited.path("spans").path(0).path("style").asString()).isEqualTo("SPOILER");
        problem(ask("PATCH", path, "{\"text\":\"abcd\",\"answers\":\"" + id + "\"}"), 422, "invalid");
        assertThat(done(ask("PATCH", path, "{\"text\":\"abcd\"}"), 200).has("spans"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"from":0,"length":4,"style":"BOLD"}                     | span-does-not-fit
                    {"from":1,"length":1,"style":"BOLD"}                     | span-does-not-fit
                    {"from":-1,"length":1,"style":"BOLD"}                    | span-does-not-fit
                    {"from":0,"length":0,"style":"BOLD"}                     | span-does-not-fit
                    {"style":"BOLD"}                                         | span-does-not-fit
                    null                                                     | span-does-not-fit
                    {"from":2,"length":2147483647,"style":"BOLD"}            | span-does-not-fit
                    {"from":0,"length":2,"style":"BLINK"}                    | span-unknown-style
                    {"from":0,"length":2}                                    | span-unknown-style
                    {"from":0,"length":2,"style":"BOLD","value":"x"}         | span-value
                    {"from":0,"length":2,"style":"LINK"}                     | span-value
                    {"from":0,"length":2,"style":"LINK","value":"javascript:alert(1)"} | span-value
                    """)
    void aSpanThatCannotBeIsRefusedByItsPlace(String span, String name) {
        var good = "{\"from\":0,\"length\":2,\"style\":\"BOLD\"}";
        var refused = ask("POST", dialog() + "/messages", "{\"text\":\"🐐c\",\"spans\":[" + good + "," + span + "]}");

        assertThat(problem(refused, 422, name).path("span").asInt()).isEqualTo(1);
        assertThat(done(ask("GET", dialog() + "/messages", ""), 200)).isEmpty();
    }

    @Test
    void tooManySpansAreRefused() {
        var many = "{\"from\":0,\"length\":1,\"style\":\"BOLD\"},".repeat(101);
        problem(
                ask(
                        "POST",
                        dialog() + "/messages",
                        "{\"text\":\"a\",\"spans\":[" + many.substring(0, many.length() - 1) + "]}"),
                422,
                "span-too-many");
    }

    @Test
    void anAnswerNamesWhatItAnswers() {
        var question = friendWrites("who?");

        var answer = sent("{\"text\":\"me\",\"answers\":\"" + question + "\"}");
        assertThat(answer.path("answers").asString()).isEqualTo(question);

        var file = done(
                ask(
                        "POST",
                        dialog() + "/files",
                        "multipart/form-data; boundary=x",
                        "--x\r\nContent-Disposition: form-data; name=\"answers\"\r\n\r\n" + question
                                + "\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nabc\r\n--x--\r\n"),
                201);
        assertThat(file.path("answers").asString()).isEqualTo(question);
    }

    @Test
    void whatIsNotThereCannotBeAnswered() {
        var deleted = friendWrites("gone");
        ask("DELETE", dialog() + "/messages/" + deleted, "");
        house.writes(People.ANA, People.BRUNO, clock.instant(), Markup.read("elsewhere"));
        var elsewhere = done(ask("GET", "/accounts/1001/dialogs/1002/messages?limit=1", ""), 200)
                .path(0)
                .path("id")
                .asString();

        for (var id : new String[] {deleted, elsewhere, "nonsense", "01900000-0000-7000-8000-000000000000"}) {
            problem(
                    ask("POST", dialog() + "/messages", "{\"text\":\"me\",\"answers\":\"" + id + "\"}"),
                    422,
                    "no-such-answered-message");
        }
    }

    @Test
    void writingIsToldAndTakenBack() {
        var cloud = house.cloudOf(People.ANA);
        assertThat(ask("POST", dialog() + "/typing", "{\"on\":true}").statusCode())
                .isEqualTo(204);
        assertThat(cloud.typing()).contains(DialogId.with(friend));
        assertThat(ask("POST", dialog() + "/typing", "{\"on\":false}").statusCode())
                .isEqualTo(204);
        assertThat(cloud.typing()).doesNotContain(DialogId.with(friend));
        problem(ask("POST", dialog() + "/typing", "{}"), 422, "invalid");
    }

    @Test
    void aNameMakesAContactAndABlankOneIsRefused() {
        var phone = "\"phone\":\"+5521990001002\"";
        done(ask("POST", "/accounts/1001/dialogs", "{" + phone + ",\"name\":\"Bruno Novo\"}"), 201);
        var ana = messengers.find(People.ANA).orElseThrow();
        assertThat(ana.read(view -> view.contacts().find(People.BRUNO))
                        .orElseThrow()
                        .name())
                .isEqualTo("Bruno Novo");
        problem(ask("POST", "/accounts/1001/dialogs", "{" + phone + ",\"name\":\" \"}"), 422, "invalid");
        var name = People.bruno().name();
        done(ask("POST", "/accounts/1001/dialogs", "{" + phone + ",\"name\":\"" + name + "\"}"), 201);
    }
}
