package io.chimera.lab.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.lab.api.History;
import io.chimera.lab.api.LabJson;
import io.chimera.lab.api.No;
import io.chimera.lab.api.OpenedUpload;
import io.chimera.lab.api.Problem;
import io.chimera.lab.api.Taken;
import io.chimera.lab.api.Updates;
import io.chimera.lab.net.TokenFolder;
import io.chimera.lab.people.LabPeople;
import io.chimera.lab.testing.LabTown;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that is not done is answered with a problem (RFC 9457), and changes nothing. */
class HostileRequestsTest {

    private static final String DEVICE = "a-hostile-device";
    private static final String WORDS = "{\"kind\":\"words\",\"text\":\"hello\",\"looks\":[],\"answers\":0}";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private static Path folder;

    private static LabTown town;
    private static String token;

    @BeforeAll
    static void open() throws IOException {
        town = LabTown.open(folder, Clock.systemUTC());
        token = tokenOf(1001);
    }

    @AfterAll
    static void close() {
        HTTP.close();
        town.close();
    }

    private static String tokenOf(long person) throws IOException {
        return new TokenFolder(folder.resolve("lab/tokens")).of(person);
    }

    @Test
    void withoutATokenNobodyIsServed() throws Exception {
        var answer = HTTP.send(
                HttpRequest.newBuilder(town.address().resolve("/v1/me")).build(), BodyHandlers.ofByteArray());
        assertProblem(answer, No.WHO_ARE_YOU);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "Bearer ' OR 1=1 --",
                "Bearer ",
                "Basic YW5hOmFuYQ==",
                "bearer"
            })
    void aWrongTokenIsNobodys(String authorization) throws Exception {
        var request = HttpRequest.newBuilder(town.address().resolve("/v1/me")).header("Authorization", authorization);
        assertProblem(HTTP.send(request.build(), BodyHandlers.ofByteArray()), No.WHO_ARE_YOU);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "\"words\"",
                "{\"kind\":\"words\"}",
                "{\"kind\":\"words\",\"text\":\"a\"}",
                "{\"kind\":\"words\",\"text\":\"a\",\"answers\":0,\"looks\":[{\"from\":0,\"length\":1,\"style\":\"blinking\",\"value\":\"\"}]}",
                "{\"kind\":\"words\",\"text\":\"a\",\"answers\":0,\"looks\":[{\"from\":0,\"length\":0,\"style\":\"bold\",\"value\":\"\"}]}",
                "{\"kind\":\"words\",\"text\":\"a\",\"answers\":0,\"looks\":[{\"from\":-1,\"length\":1,\"style\":\"bold\",\"value\":\"\"}]}",
                "{\"kind\":\"words\",\"text\":\"a\",\"answers\":0,\"looks\":[{\"from\":0,\"length\":1,\"style\":\"link\",\"value\":\"javascript:alert(1)\"}]}",
                "{\"text\":\"hello\"}",
                "{\"kind\":\"words\",\"text\":null,\"looks\":[],\"answers\":0}",
                "{\"kind\":\"words\",\"text\":7,\"looks\":[],\"answers\":0}",
                "{\"kind\":\"words\",\"text\":\"a\",\"text\":\"b\",\"looks\":[],\"answers\":0}",
                "{\"kind\":\"words\",\"text\":\"a\",\"more\":1,\"looks\":[],\"answers\":0}",
                "{\"kind\":\"words\",\"text\":\"a\",\"looks\":[],\"answers\":0} {}",
                "{\"kind\":\"java.lang.Runtime\",\"text\":\"a\",\"looks\":[],\"answers\":0}",
                "{\"kind\":\"uploaded\",\"upload\":\"../../etc/passwd\",\"name\":\"x\",\"mediaType\":\"a/b\",\"answers\":0}"
            })
    void malformedJsonIsNoMessage(String json) throws Exception {
        assertProblem(post("/v1/dialogs/1002/messages", json), No.MALFORMED);
    }

    @Test
    void deepJsonIsNotFollowed() throws Exception {
        assertProblem(post("/v1/dialogs/1002/messages", "[".repeat(30_000)), No.MALFORMED);
    }

    @Test
    void aHugeBodyIsNotRead() throws Exception {
        assertProblem(post("/v1/dialogs/1002/messages", " ".repeat(100_000)), No.TOO_LARGE);
    }

    @Test
    void aHugeBodyOfUnknownLengthIsNotReadToItsEnd() throws Exception {
        var endless = BodyPublishers.ofInputStream(() -> new InputStream() {
            private int left = 120_000;

            @Override
            public int read() {
                return left-- > 0 ? ' ' : -1;
            }
        });
        assertProblem(send(request("/v1/dialogs/1002/messages").POST(endless)), No.TOO_LARGE);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"kind\":\"words\",\"text\":\" \",\"looks\":[],\"answers\":0}'",
        "'{\"kind\":\"words\",\"text\":\"\\u0000\",\"looks\":[],\"answers\":0}'",
        "'{\"kind\":\"words\",\"text\":\"\\ud83d\",\"looks\":[],\"answers\":0}'"
    })
    void whatIsNoTextIsNoMessage(String json) throws Exception {
        assertProblem(post("/v1/dialogs/1002/messages", json), No.UNACCEPTABLE);
    }

    @Test
    void aTextThatIsTooLongIsNoMessage() throws Exception {
        var json = "{\"kind\":\"words\",\"text\":\"" + "x".repeat(4097) + "\",\"looks\":[],\"answers\":0}";
        assertProblem(post("/v1/dialogs/1002/messages", json), No.UNACCEPTABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1",
                "/v1/me/",
                "/v1/dialogs/1002/messages/../../../me",
                "/v1/dialogs/1002%2Fmessages",
                "/v1/dialogs/--1/messages",
                "/v1/dialogs/99999999999999999999/messages",
                "/v1/dialogs/1002/messages/1/file/..%2f..%2fcloud.db",
                "/v1/dialogs/1002/messages/%2e%2e/file",
                "/v1/uploads/..%2f..%2fcloud.db",
                "/tokens/1002.token",
                "/v1/dialogs/1002'%20OR%201=1/messages"
            })
    void noPathLeadsAnywhereElse(String path) throws Exception {
        var answer = raw("GET " + path + " HTTP/1.1\r\nHost: lab\r\nAuthorization: Bearer " + token
                + "\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 404").contains(No.NO_SUCH_PLACE.type());
    }

    @Test
    void anotherMethodIsNotThatOne() throws Exception {
        assertProblem(send(request("/v1/me").DELETE()), No.WRONG_METHOD);
        assertProblem(send(request("/v1/weather").POST(BodyPublishers.noBody())), No.WRONG_METHOD);
    }

    @Test
    void aMessageToNobodyOrToOneselfIsNone() throws Exception {
        assertProblem(post("/v1/dialogs/4711/messages", WORDS), No.NO_SUCH_PERSON);
        assertProblem(post("/v1/dialogs/1001/messages", WORDS), No.NO_SUCH_PERSON);
    }

    @Test
    void withoutADeviceNothingIsSent() throws Exception {
        var request = HttpRequest.newBuilder(town.address().resolve("/v1/dialogs/1002/messages"))
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString(WORDS));
        assertProblem(send(request), No.MALFORMED);
        assertProblem(send(request.header("Lab-Device", "a' OR 1=1")), No.MALFORMED);
    }

    @Test
    void othersMessagesCannotBeChanged() throws Exception {
        var clara = tokenOf(1003);
        var sent = send(request("/v1/dialogs/1002/messages").POST(BodyPublishers.ofString(WORDS)));
        var id = LabJson.read(sent.body(), Taken.class).message();
        var claras = "/v1/dialogs/1002/messages/" + id;
        assertProblem(send(request(claras, clara).DELETE()), No.NO_SUCH_MESSAGE);
        assertProblem(
                send(request(claras, clara)
                        .method("PATCH", BodyPublishers.ofString("{\"text\":\"mine\",\"looks\":[]}"))),
                No.NO_SUCH_MESSAGE);
        assertProblem(send(request(claras + "/file", clara)), No.NO_SUCH_MESSAGE);

        var bruno = tokenOf(1002);
        var history = send(request("/v1/dialogs/1001/messages?newestFirst=true", bruno));
        var brunosId = LabJson.read(history.body(), History.class)
                .messages()
                .getFirst()
                .message();
        assertThat(brunosId).isNotEqualTo(id);
        assertProblem(
                send(request("/v1/dialogs/1001/messages/" + brunosId, bruno).DELETE()), No.NOT_YOURS);
    }

    @Test
    void aFileThatIsNotWhatWasAnnouncedIsNotKept() throws Exception {
        var upload = announce(4, "0".repeat(64));
        assertProblem(bring(upload, 0, "abcd"), No.UNACCEPTABLE);
        assertProblem(bring(upload, 0, "abcd"), No.NO_SUCH_UPLOAD);
        assertProblem(uploaded(upload), No.NO_SUCH_UPLOAD);
        assertThat(folder.resolve("lab/files").resolve(upload.toString())).doesNotExist();
        assertThat(folder.resolve("lab/files").resolve(upload + ".part")).doesNotExist();
    }

    @Test
    void aFileCannotBeSentBeforeItIsWholeNorBeLongerThanAnnounced() throws Exception {
        var upload = announce(4, "88d4266fd4e6338d13b845fcf289579d209c897823b9217da3e161936f031589");
        assertThat(bring(upload, 0, "ab").statusCode()).isEqualTo(204);
        assertProblem(uploaded(upload), No.NO_SUCH_UPLOAD);
        assertProblem(bring(upload, 0, "ab"), No.UNACCEPTABLE);
        assertProblem(bring(upload, 2, "cdef"), No.UNACCEPTABLE);
        assertThat(bring(upload, 2, "cd").statusCode()).isEqualTo(204);
        assertThat(uploaded(upload).statusCode()).isEqualTo(200);
        assertProblem(uploaded(upload), No.NO_SUCH_UPLOAD);
    }

    @Test
    void anothersUploadIsNotThere() throws Exception {
        var upload = announce(4, "0".repeat(64));
        var clara = tokenOf(1003);
        var stolen = request("/v1/uploads/" + upload + "?offset=0", clara).PUT(BodyPublishers.ofString("abcd"));
        assertProblem(send(stolen), No.NO_SUCH_UPLOAD);
    }

    @Test
    void atMostSomeFilesAreBroughtAtOnce() throws Exception {
        var busy = tokenOf(LabPeople.SERVICE);
        var announced = "{\"size\":4,\"sha256\":\"" + "0".repeat(64) + "\"}";
        for (int i = 0; i < 16; i++) {
            var opened = send(request("/v1/uploads", busy).POST(BodyPublishers.ofString(announced)));
            assertThat(opened.statusCode()).isEqualTo(200);
        }
        assertProblem(send(request("/v1/uploads", busy).POST(BodyPublishers.ofString(announced))), No.TOO_MANY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/b", "CON", "", "x\\u202Egnp.exe"})
    void aFilesNameIsOneSafeSegment(String name) throws Exception {
        var upload = announce(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        var json = "{\"kind\":\"uploaded\",\"upload\":\"" + upload + "\",\"name\":\"" + name
                + "\",\"mediaType\":\"a/b\",\"answers\":0}";
        assertProblem(post("/v1/dialogs/1002/messages", json), No.UNACCEPTABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=-1", "limit=101", "after=x", "withinMillis=1e3", "waitMillis=99999999"})
    void queriesAreNumbersWithinLimits(String query) throws Exception {
        assertProblem(send(request("/v1/dialogs/1002/messages?" + query)), No.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?phone=", "?phone=12", "?phone=%2B55'--", "?other=1"})
    void aNumberIsANumber(String query) throws Exception {
        assertProblem(send(request("/v1/people" + query)), No.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"acknowledged\":-1,\"waitMillis\":0}",
                "{\"acknowledged\":0,\"waitMillis\":25001}",
                "{\"acknowledged\":\"many\",\"waitMillis\":0}"
            })
    void aPollIsWithinLimits(String poll) throws Exception {
        assertProblem(post("/v1/updates", poll), No.MALFORMED);
    }

    @Test
    void whatIsAcknowledgedBeforeItHappenedIsToldAllTheSame() throws Exception {
        post("/v1/updates", "{\"acknowledged\":1000000,\"waitMillis\":0}");
        var bruno = tokenOf(1002);
        send(request("/v1/dialogs/1001/messages", bruno).POST(BodyPublishers.ofString(WORDS)));
        var told = post("/v1/updates", "{\"acknowledged\":0,\"waitMillis\":0}");
        assertThat(LabJson.read(told.body(), Updates.class).updates()).hasSize(1);
    }

    @Test
    void whateverIsSentThereIsAnAnswerAndTheLabLivesOn() throws Exception {
        var random = new Random(11);
        for (int i = 0; i < 300; i++) {
            var json = mutate(WORDS, random);
            var answer = post("/v1/dialogs/1002/messages", json);
            if (answer.statusCode() == 200) continue;
            assertThat(problem(answer).status()).as(json).isBetween(400, 499);
        }
        assertThat(send(request("/v1/me")).statusCode()).isEqualTo(200);
    }

    private static String mutate(String json, Random random) {
        var mutated = new StringBuilder(json);
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            int at = random.nextInt(mutated.length());
            switch (random.nextInt(3)) {
                case 0 -> mutated.deleteCharAt(at);
                case 1 -> mutated.insert(at, (char) random.nextInt(1, 0xD800));
                default -> mutated.setCharAt(at, (char) random.nextInt(1, 128));
            }
        }
        return mutated.toString();
    }

    @Test
    void silentCallersDoNotKeepOthersOut() throws Exception {
        var silent = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 600; i++) {
                var socket = new Socket(
                        InetAddress.getLoopbackAddress(), town.address().getPort());
                silent.add(socket);
                socket.getOutputStream().write("GET /v1/me HT".getBytes(US_ASCII));
            }
            await().untilAsserted(() ->
                    assertThat(send(request("/v1/me")).statusCode()).isEqualTo(200));
        } finally {
            for (var socket : silent) socket.close();
        }
    }

    @Test
    void nothingOfWhatWasRefusedIsThere() throws Exception {
        var clara = tokenOf(1003);
        var blank = "{\"kind\":\"words\",\"text\":\" \",\"looks\":[],\"answers\":0}";
        assertProblem(
                send(request("/v1/dialogs/777000/messages", clara).POST(BodyPublishers.ofString(blank))),
                No.UNACCEPTABLE);
        var history = send(request("/v1/dialogs/777000/messages", clara));
        assertThat(new String(history.body(), UTF_8)).isEqualTo("{\"messages\":[]}");
    }

    private UUID announce(long size, String sha256) throws Exception {
        var answer = post("/v1/uploads", "{\"size\":" + size + ",\"sha256\":\"" + sha256 + "\"}");
        assertThat(answer.statusCode()).isEqualTo(200);
        return LabJson.read(answer.body(), OpenedUpload.class).upload();
    }

    private HttpResponse<byte[]> bring(UUID upload, long offset, String bytes) throws Exception {
        return send(request("/v1/uploads/" + upload + "?offset=" + offset).PUT(BodyPublishers.ofString(bytes)));
    }

    private HttpResponse<byte[]> uploaded(UUID upload) throws Exception {
        var json = "{\"kind\":\"uploaded\",\"upload\":\"" + upload
                + "\",\"name\":\"x.txt\",\"mediaType\":\"text/plain\",\"answers\":0}";
        return post("/v1/dialogs/1002/messages", json);
    }

    private HttpResponse<byte[]> post(String path, String json) throws Exception {
        return send(request(path).POST(BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(String path) {
        return request(path, token);
    }

    private HttpRequest.Builder request(String path, String bearer) {
        return HttpRequest.newBuilder(town.address().resolve(path))
                .header("Authorization", "Bearer " + bearer)
                .header("Lab-Device", DEVICE);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), BodyHandlers.ofByteArray());
    }

    private String raw(String request) throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), town.address().getPort())) {
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static void assertProblem(HttpResponse<byte[]> answer, No no) throws IOException {
        assertThat(answer.headers().firstValue("Content-Type")).contains(Problem.MEDIA_TYPE);
        assertThat(answer.statusCode()).isEqualTo(no.status());
        assertThat(problem(answer).type()).isEqualTo(no.type());
        assertThat(problem(answer).status()).isEqualTo(no.status());
    }

    private static Problem problem(HttpResponse<byte[]> answer) throws IOException {
        return LabJson.read(answer.body(), Problem.class);
    }
}
