package io.chimera.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.core.contact.Contact;
import io.chimera.core.contact.ContactId;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.identity.Enrolment;
import io.chimera.core.identity.EnrolmentFailed;
import io.chimera.core.messenger.Messengers;
import io.chimera.core.route.Outcome;
import io.chimera.core.testing.People;
import io.chimera.web.testing.House;
import io.chimera.web.testing.ScriptedEnroller;
import io.chimera.web.testing.Served;
import io.chimera.web.testing.TestNode;
import io.chimera.web.testing.Visitor;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Served
class ApiTest {

    private static final AtomicLong NEXT = new AtomicLong(8_000);

    @LocalServerPort
    private int port;

    @Autowired
    private House house;

    @Autowired
    private Messengers messengers;

    @Autowired
    private ScriptedEnroller enroller;

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

    private HttpResponse<String> ask(String method, String path, String body) {
        var program = new Visitor(port);
        return program.send(program.from("/api/v1" + path)
                .header("Authorization", "Bearer " + TestNode.TOKEN)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    private JsonNode get(String path) {
        var answer = ask("GET", path, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private JsonNode post(String path, String body, int status) {
        var answer = ask("POST", path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return json.readTree(answer.body());
    }

    private JsonNode problem(HttpResponse<String> answer, int status, String name) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        var problem = json.readTree(answer.body());
        assertThat(problem.path("type").asString()).isEqualTo("urn:chimera:problem:" + name);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asString()).isNotBlank();
        assertThat(problem.path("detail").asString()).isNotBlank();
        return problem;
    }

    private String dialog() {
        return "/accounts/1001/dialogs/" + friend;
    }

    @Test
    void accountsAreListedWithTheirPlaceOnTheLan() {
        var ana = get("/accounts").path(0);

        assertThat(ana.path("id").asLong()).isEqualTo(1001);
        assertThat(ana.path("name").asString()).isEqualTo("Ana Figueira");
        assertThat(ana.path("open").asBoolean()).isTrue();
        assertThat(ana.path("lan").path("state").asString()).isEqualTo("ON");
    }

    @Test
    void aMessageIsDescribedAsAgreed() {
        var sent = post(dialog() + "/messages", "{\"text\":\"olá\"}", 201);

        assertThat(sent.propertyNames())
                .containsExactlyInAnyOrder(
                        "id", "dialog", "from", "sentAt", "text", "answers", "route", "status", "edited", "deleted");
        assertThat(sent.path("text").asString()).isEqualTo("olá");
        assertThat(sent.path("from").asLong()).isEqualTo(1001);
        assertThat(sent.path("route").isNull()).isTrue();
        assertThat(sent.path("status").asString()).isEqualTo("QUEUED");
        await().until(() -> get(dialog() + "/messages/" + sent.path("id").asString())
                .path("status")
                .asString()
                .equals("SENT"));
        assertThat(get(dialog() + "/messages/" + sent.path("id").asString())
                        .path("route")
                        .asString())
                .isEqualTo("CLOUD");
    }

    @Test
    void aFileIsDescribedAsAgreed() {
        var program = new Visitor(port);
        var answer = program.send(program.from("/api/v1" + dialog() + "/files")
                .header("Authorization", "Bearer " + TestNode.TOKEN)
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofString(
                        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../a.txt\"\r\nContent-Type: text/plain"
                                + "\r\n\r\nabc\r\n--x--\r\n")));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        var file = json.readTree(answer.body()).path("file");
        assertThat(file.propertyNames()).containsExactlyInAnyOrder("name", "size", "mime", "sha256", "path");
        assertThat(file.path("name").asString()).isEqualTo("a.txt");
        assertThat(file.path("size").asLong()).isEqualTo(3);
        assertThat(file.path("mime").asString()).isEqualTo("text/plain");
        assertThat(file.path("sha256").asString())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void messagesComeNewestFirstAndPageByPage() {
        for (int i = 0; i < 7; i++) house.writes(People.ANA, friend, clock.instant(), new Body.Text("n" + i));

        var first = get(dialog() + "/messages?limit=3");
        assertThat(first.findValuesAsString("text")).containsExactly("n6", "n5", "n4");
        var second = get(dialog() + "/messages?limit=3&before="
                + first.path(2).path("id").asString());
        assertThat(second.findValuesAsString("text")).containsExactly("n3", "n2", "n1");
    }

    @ParameterizedTest
    @CsvSource({"0", "101", "-1"})
    void aLimitOutOfRangeIsRefused(int limit) {
        problem(ask("GET", dialog() + "/messages?limit=" + limit, ""), 422, "invalid");
    }

    @Test
    void aTextThatIsTooLongIsRefusedWithTheReason() {
        var longest = "x".repeat(4_096);
        assertThat(ask("POST", dialog() + "/messages", "{\"text\":\"" + longest + "\"}")
                        .statusCode())
                .isEqualTo(201);

        var problem =
                problem(ask("POST", dialog() + "/messages", "{\"text\":\"" + longest + "x\"}"), 422, "text-too-long");
        assertThat(problem.path("reason").asString()).isEqualTo("TOO_LONG");
        assertThat(problem.path("length").asInt()).isEqualTo(4_097);
        problem(ask("POST", dialog() + "/messages", "{\"text\":\" \"}"), 422, "text-empty");
        problem(ask("POST", dialog() + "/messages", "{}"), 422, "text-empty");
    }

    @Test
    void aMessageIsEditedAndDeleted() {
        var id = post(dialog() + "/messages", "{\"text\":\"helo\"}", 201)
                .path("id")
                .asString();
        var path = dialog() + "/messages/" + id;
        await().until(() -> get(path).path("status").asString().equals("SENT"));

        var edited = ask("PATCH", path, "{\"text\":\"hello\"}");
        assertThat(edited.statusCode()).as(edited.body()).isEqualTo(200);
        assertThat(get(path).path("text").asString()).isEqualTo("hello");
        assertThat(get(path).path("edited").asBoolean()).isTrue();

        assertThat(ask("DELETE", path, "").statusCode()).isEqualTo(204);
        assertThat(get(path).path("deleted").asBoolean()).isTrue();
        assertThat(get(path).has("text")).isFalse();
    }

    @Test
    void whatCannotBeDoneIsAConflict() {
        house.writes(People.ANA, friend, clock.instant(), new Body.Text("theirs"));
        var id = get(dialog() + "/messages").path(0).path("id").asString();

        problem(ask("PATCH", dialog() + "/messages/" + id, "{\"text\":\"mine\"}"), 409, "not-possible");
        problem(ask("POST", dialog() + "/messages/" + id + "/cancel", ""), 409, "too-late");
        problem(ask("POST", dialog() + "/messages/" + id + "/again", ""), 409, "not-possible");
    }

    @Test
    void whatWaitsIsInTheOutboxWithItsReasonAndCanBeTakenBack() {
        house.cloudOf(People.ANA).online(false);
        var id = post(dialog() + "/messages", "{\"text\":\"later\"}", 201)
                .path("id")
                .asString();

        var waiting = get("/accounts/1001/outbox");
        assertThat(waiting.findValuesAsString("id")).contains(id);
        var one = waiting.valueStream()
                .filter(dispatch -> dispatch.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(one.path("next").asString()).isEqualTo("WAIT");
        assertThat(one.path("reason").asString()).isEqualTo("CLOUD_DOWN");
        assertThat(one.path("cargo").asString()).isEqualTo("TEXT");

        assertThat(ask("POST", dialog() + "/messages/" + id + "/cancel", "").statusCode())
                .isEqualTo(204);
        problem(ask("GET", dialog() + "/messages/" + id, ""), 404, "no-such-message");
    }

    @Test
    void aMessageThatFailedSaysWhyAndIsSentAgain() {
        house.cloudOf(People.ANA).next(_ -> new Outcome.Refused("they have left"));
        var id = post(dialog() + "/messages", "{\"text\":\"hm\"}", 201)
                .path("id")
                .asString();
        var path = dialog() + "/messages/" + id;
        await().until(() -> get(path).path("status").asString().equals("FAILED"));
        assertThat(get(path).path("reason").asString()).isEqualTo("they have left");

        post(path + "/again", "", 200);
        await().until(() -> get(path).path("status").asString().equals("SENT"));
    }

    @Test
    void whatWasReadIsToldOnce() {
        house.writes(People.ANA, friend, clock.instant(), new Body.Text("read me"));
        var id = get(dialog() + "/messages").path(0).path("id").asString();

        assertThat(ask("POST", dialog() + "/seen", "{\"upTo\":\"" + id + "\"}").statusCode())
                .isEqualTo(204);

        assertThat(get(dialog() + "/messages").path(0).path("status").asString())
                .isEqualTo("READ");
        var mine = get("/accounts/1001/dialogs")
                .valueStream()
                .filter(dialog -> dialog.path("id").asLong() == friend.telegramUser())
                .findFirst()
                .orElseThrow();
        assertThat(mine.path("unread").asInt()).isZero();
        assertThat(mine.path("kind").asString()).isEqualTo("DIRECT");
    }

    @Test
    void aDialogIsOpenedByANumberOrRefusedInWords() {
        assertThat(post("/accounts/1001/dialogs", "{\"phone\":\"+55 21 99000-1002\"}", 201)
                        .path("id")
                        .asLong())
                .isEqualTo(1002);
        problem(ask("POST", "/accounts/1001/dialogs", "{\"phone\":\"+5521990001001\"}"), 409, "yourself");
        problem(ask("POST", "/accounts/1001/dialogs", "{\"phone\":\"+5521990009999\"}"), 404, "nobody");
        problem(ask("POST", "/accounts/1001/dialogs", "{\"phone\":\"12\"}"), 422, "invalid");
        house.cloudOf(People.ANA).online(false);
        problem(ask("POST", "/accounts/1001/dialogs", "{\"phone\":\"+5521990001002\"}"), 503, "cloud-unreachable");
    }

    @Test
    void whoIsNearIsListedAndTheLanCanBeSwitched() {
        house.comes(friend, 99, true);
        assertThat(get("/accounts/1001/neighbours").findValuesAsString("id")).contains(friend.toString());
        var near = get("/accounts/1001/neighbours")
                .valueStream()
                .filter(neighbour -> neighbour.path("id").asLong() == friend.telegramUser())
                .findFirst()
                .orElseThrow();
        assertThat(near.path("name").asString()).isEqualTo("Friend");
        assertThat(near.path("proven").asBoolean()).isTrue();
        assertThat(near.path("address").asString()).isEqualTo("192.168.1.99:50052");

        assertThat(post("/accounts/1001/lan", "{\"on\":false}", 200)
                        .path("state")
                        .asString())
                .isEqualTo("OFF");
        assertThat(get("/accounts/1001/neighbours")).isEmpty();
        assertThat(post("/accounts/1001/lan", "{\"on\":true}", 200)
                        .path("state")
                        .asString())
                .isEqualTo("ON");
        house.goes(friend, 99);
        problem(ask("POST", "/accounts/1001/lan", "{}"), 422, "invalid");
    }

    @Test
    void aCertificateIsObtainedRenewedAndGivenBack() {
        var path = "/accounts/1002/certificate";
        enroller.is(TestNode.BRUNO, new Enrolment.Unknown());
        assertThat(get(path).path("state").asString()).isEqualTo("UNKNOWN");
        assertThat(post(path + "/challenge", "", 200).path("codeExpiresAt").asString())
                .isNotBlank();
        problem(ask("POST", path + "/proof", "{\"code\":\"000000\"}"), 409, "enrolment-wrong-code");
        problem(ask("POST", path + "/proof", "{}"), 422, "invalid");
        var certified = post(path + "/proof", "{\"code\":\"483 920\"}", 200);
        assertThat(certified.path("state").asString()).isEqualTo("CERTIFIED");
        assertThat(certified.path("certificate").path("serial").asString()).isNotBlank();
        assertThat(certified.path("certificate").path("notAfter").asString()).isNotBlank();
        assertThat(post(path + "/renewal", "", 200).path("state").asString()).isEqualTo("CERTIFIED");
        problem(ask("POST", path + "/revocation", "{\"reason\":\"BORED\"}"), 422, "invalid");
        assertThat(post(path + "/revocation", "{\"reason\":\"SUPERSEDED\",\"note\":\"new machine\"}", 200)
                        .path("state")
                        .asString())
                .isEqualTo("REVOKED");
    }

    @Test
    void aCertificateIsPutInPlaceAsFilesAndCopiedUnderAPassword() {
        var path = "/accounts/1002/certificate";
        assertThat(post(path + "/files", "{\"certificate\":\"c\",\"key\":\"k\",\"authorities\":\"a\"}", 200)
                        .path("state")
                        .asString())
                .isEqualTo("CERTIFIED");
        assertThat(post(path + "/files", "{\"pkcs12\":\"AAAA\",\"password\":\"twelve horses\"}", 200)
                        .path("state")
                        .asString())
                .isEqualTo("CERTIFIED");
        problem(ask("POST", path + "/files", "{\"certificate\":\"c\"}"), 422, "invalid");
        problem(ask("POST", path + "/files", "{\"pkcs12\":\"!\",\"password\":\"p\"}"), 422, "invalid");
        problem(
                ask(
                        "POST",
                        path + "/files",
                        "{\"certificate\":\"no certificate\",\"key\":\"k\",\"authorities\":\"a\"}"),
                409,
                "enrolment-unusable-files");

        var copy = post(path + "/copy", "{\"password\":\"twelve horses\"}", 200)
                .path("pkcs12")
                .asString();

        assertThat(new String(Base64.getDecoder().decode(copy), StandardCharsets.UTF_8))
                .isEqualTo("sealed with twelve horses");
        problem(ask("POST", path + "/copy", "{\"password\":\"short\"}"), 409, "enrolment-unusable-files");
    }

    @Test
    void aFailureSaysHowLongToWait() {
        enroller.fails(new EnrolmentFailed(
                EnrolmentFailed.Cause.RATE_LIMITED, "too many codes", Optional.of(Duration.ofSeconds(90))));

        var answer = ask("POST", "/accounts/1001/certificate/challenge", "");

        assertThat(problem(answer, 409, "enrolment-rate-limited")
                        .path("retryAfter")
                        .asLong())
                .isEqualTo(90);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("90");
    }

    @ParameterizedTest
    @CsvSource({
        "/accounts/77/dialogs,                          no-such-account",
        "/accounts/0/dialogs,                           no-such-account",
        "/accounts/1001/dialogs/555/messages,           no-such-dialog",
        "/accounts/1001/dialogs/0/messages,             no-such-dialog",
        "/accounts/1001/dialogs/1002/messages/nonsense, no-such-message",
        "/nowhere,                                      not-found"
    })
    void whatIsNotThereIsAProblem(String path, String name) {
        problem(ask("GET", path, ""), 404, name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "\"x\"", "{\"text\":"})
    void aBodyThatIsNoneIsAProblem(String body) {
        problem(ask("POST", dialog() + "/messages", body), 400, "unreadable");
    }

    @Test
    void aMethodThatIsNotTakenIsAProblem() {
        problem(ask("DELETE", "/accounts", ""), 405, "method-not-allowed");
    }

    @Test
    void oneAccountSeesNothingOfAnother() {
        var theirs = DialogId.with(friend);
        problem(ask("GET", "/accounts/1002/dialogs/" + theirs + "/messages", ""), 404, "no-such-dialog");
        assertThat(messengers.find(TestNode.BRUNO)).isPresent();
    }

    @Test
    void theApiIsDescribedAndNothingElse() {
        var visitor = new Visitor(port);
        var answer = visitor.send(visitor.from("/v3/api-docs"));
        var description = json.readTree(answer.body());

        assertThat(description.path("paths").propertyNames())
                .contains(
                        "/api/v1/accounts",
                        "/api/v1/accounts/{account}/dialogs/{dialog}/messages",
                        "/api/v1/accounts/{account}/dialogs/{dialog}/files",
                        "/api/v1/accounts/{account}/certificate/revocation",
                        "/api/v1/accounts/{account}/outbox")
                .allMatch(path -> path.startsWith("/api/v1/"));
        var responses = description
                .path("paths")
                .path("/api/v1/accounts/{account}/dialogs/{dialog}/messages")
                .path("post")
                .path("responses");
        assertThat(responses.propertyNames()).contains("201", "401", "default");
        assertThat(description
                        .path("components")
                        .path("securitySchemes")
                        .path("token")
                        .path("scheme")
                        .asString())
                .isEqualTo("bearer");
    }

    /** As in the lab. */
    @Test
    void whereThereIsNoCloudToSignInToThatIsSaid() {
        problem(ask("POST", "/sign-ins", ""), 409, "no-signing-in");
        problem(ask("GET", "/sign-ins/00000000-0000-4000-8000-000000000000", ""), 409, "no-signing-in");
    }
}
