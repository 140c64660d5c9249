package io.chimera.app.scene;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What people type by mistake and what strangers send on purpose, to one program that goes on. */
class ClumsyAndHostileIT {

    private static final long ANA = 1001;
    private static final long BRUNO = 1002;
    private static final long CLARA = 1003;
    private static final long SERVICE = 777_000;
    private static final int MALFORMED = 100_000;
    private static final int SILENT = 1_000;
    private static final long MOST_GROWTH = 64L << 20;
    private static final int PATIENCE_MILLIS = 500;
    private static final Duration AT_ONCE = Duration.ofSeconds(5);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Pattern CODE = Pattern.compile("(\\d{4})[ -]?(\\d{4})");

    @TempDir
    static Path folder;

    private static Air air;
    private static Node node;
    private static Rest ana;
    private static Rest bruno;

    @BeforeAll
    static void start() throws IOException {
        air = Air.fresh();
        node = Node.start("lab", folder.resolve("lab"), List.of(), air.settings(freePort()));
        ana = new Rest(node, ANA);
        bruno = new Rest(node, BRUNO);
    }

    @BeforeEach
    void bothAreNear() {
        await().atMost(Duration.ofSeconds(60)).until(() -> ana.sees(BRUNO) && bruno.sees(ANA));
    }

    @AfterAll
    static void end() {
        if (node != null) node.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4_097})
    void aTextThatIsEmptyBlankOrTooLongIsRefusedWithWords(int length) {
        var text = length == 1 ? " \t\n " : "a".repeat(length);
        isRefused(ana.send(BRUNO, text), 422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "\"text\"", "{\"text\": {}}", "{\"text\": \"a\"", "null"})
    void aBodyThatIsNoJsonOfOursIsRefusedWithWords(String body) {
        var answer = ana.exchange("/dialogs/" + BRUNO + "/messages", "application/json", BodyPublishers.ofString(body));
        isRefused(answer, 400);
    }

    @Test
    void dialogsAndAccountsThatAreNotThereAreToldSo() {
        isRefused(ana.send(4_711, "Alô?"), 404);
        isRefused(new Rest(node, 4_711).send(BRUNO, "Alô?"), 404);
        isRefused(ana.get("/dialogs/" + BRUNO + "/messages/no-such-id"), 404);
    }

    @Test
    void nobodyGetsInWithoutTheToken() throws IOException {
        for (var authorization :
                List.of("Authorization: Bearer wrong", "Authorization: Basic " + node.token(), "X: y")) {
            assertThat(RawHttp.status(node, "", "GET /api/v1/accounts HTTP/1.1", host(), authorization))
                    .isEqualTo(401);
        }
        assertThat(RawHttp.status(node, "", "GET /api/v1/accounts HTTP/1.1", host(), bearer()))
                .isEqualTo(200);
    }

    @Test
    void anotherNameForThisComputerOpensNothing() throws IOException {
        for (var path : List.of("/", "/sign-in", "/api/v1/accounts", "/actuator/health")) {
            assertThat(RawHttp.status(node, "", "GET " + path + " HTTP/1.1", "Host: chimera.example", bearer()))
                    .isEqualTo(403);
        }
        assertThat(RawHttp.status(node, "", "GET /sign-in HTTP/1.1", host())).isEqualTo(200);
    }

    @Test
    void anotherSitesPageCanNeitherPostNorListen() throws IOException {
        String[] post = {"POST /sign-in HTTP/1.1", host(), "Content-Type: application/x-www-form-urlencoded"};
        assertThat(RawHttp.status(node, "account=" + ANA, with(post, "Origin: http://evil.example")))
                .isEqualTo(403);
        assertThat(RawHttp.status(node, "account=" + ANA, with(post, "Origin: " + node.address())))
                .isEqualTo(302);
        assertThat(RawHttp.status(
                        node,
                        "",
                        "GET /live HTTP/1.1",
                        host(),
                        "Upgrade: websocket",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                        "Origin: http://evil.example"))
                .isEqualTo(403);
    }

    @Test
    void dangerousFileNamesArriveAsHarmlessOnes() throws IOException {
        assertThat(nameOnArrival("../../x")).isEqualTo("x");
        assertThat(nameOnArrival("CON")).isEqualTo("_CON");
        assertThat(nameOnArrival("a".repeat(296) + ".pdf")).hasSize(255).endsWith("a.pdf");
        assertThat(nameOnArrival("nota\u202Efdp.exe")).isEqualTo("notafdp.exe");
    }

    /** The file is empty, as files people pick by mistake are. */
    private static String nameOnArrival(String name) throws IOException {
        var nothing = Files.write(folder.resolve("empty"), new byte[0]);
        var id = ana.sendFile(BRUNO, nothing, name).ok().path("id").asString();
        await().atMost(SOON).until(() -> !bruno.message(ANA, id).isMissingNode());
        var arrived = bruno.message(ANA, id);
        var file = arrived.path("file");
        assertThat(arrived.path("route").asString()).isEqualTo("LAN");
        assertThat(file.path("size").asLong()).isZero();
        assertThat(Path.of(file.path("path").asString()).normalize())
                .isEmptyFile()
                .startsWith(node.home());
        return file.path("name").asString();
    }

    @Test
    void aStormOfNonsenseDelaysNothingAndCostsNoMemory() throws Exception {
        arrivesAtOnce("antes da tempestade");
        long before = node.residentMemory();
        var storm = Thread.ofPlatform().start(ClumsyAndHostileIT::announceNonsense);
        arrivesAtOnce("durante a tempestade");
        sendRandomFrames();
        arrivesAtOnce("entre quadros sem sentido");
        storm.join();
        arrivesAtOnce("depois da tempestade");
        assertThat(node.residentMemory() - before).isLessThan(MOST_GROWTH);
    }

    private static void announceNonsense() {
        var random = new Random(1);
        var heads = List.of("1:", "CHM2", "1:99999999999999999999", "");
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < MALFORMED; i++) {
                var payload = new byte[random.nextInt(1, 600)];
                random.nextBytes(payload);
                var head = heads.get(i % heads.size()).getBytes(US_ASCII);
                System.arraycopy(head, 0, payload, 0, Math.min(head.length, payload.length));
                socket.send(new DatagramPacket(payload, payload.length, InetAddress.getLoopbackAddress(), air.port()));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** From somebody with a good certificate, in our own protocol. */
    private static void sendRandomFrames() throws Exception {
        var now = Instant.now();
        var clara = Shown.context(
                Forgery.withTheKeyOf(node).of(CLARA, now.minus(Duration.ofHours(1)), now.plus(Duration.ofHours(10))));
        var random = new Random(2);
        for (int i = 0; i < 50; i++) {
            try (var tls = Shown.dial(at(bruno), clara, "TLSv1.3")) {
                var parameters = tls.getSSLParameters();
                parameters.setApplicationProtocols(new String[] {i % 5 == 0 ? "chimera-bulk/2" : "chimera/2"});
                tls.setSSLParameters(parameters);
                var bytes = new byte[random.nextInt(1, 20_000)];
                random.nextBytes(bytes);
                tls.setSoTimeout(PATIENCE_MILLIS);
                tls.getOutputStream().write(bytes);
                tls.getInputStream().readAllBytes();
            } catch (SocketTimeoutException waits) {
                // it takes these for the beginning of something long; hanging up ends that
            } catch (IOException turnedAway) {
                // as it should be
            }
        }
    }

    /** They sit on Bruno's port while Ana, who was away, has to get in. */
    @Test
    void aThousandSilentConnectionsKeepNobodyOut() throws IOException {
        ana.lan(false);
        var silent = new ArrayList<Socket>();
        try {
            for (int i = 0; i < SILENT; i++) {
                var socket = new Socket();
                silent.add(socket);
                socket.connect(at(bruno), 5_000);
            }
            ana.lan(true);
            await().atMost(SOON).until(() -> ana.sees(BRUNO));
            arrivesAtOnce("apesar dos mil calados");
        } finally {
            for (var socket : silent) socket.close();
            ana.lan(true);
        }
    }

    private static void arrivesAtOnce(String text) {
        var id = ana.send(BRUNO, text).ok().path("id").asString();
        await().atMost(AT_ONCE).until(() -> isDirect(bruno.message(ANA, id)));
    }

    @Test
    void fiveWrongCodesSpendTheChallenge() {
        var old = ana.messages(SERVICE, 100).size();
        ana.post("/certificate/challenge", Map.of()).ok();
        await().atMost(SOON).until(() -> ana.messages(SERVICE, 100).size() > old);
        var right =
                CODE.matcher(ana.messages(SERVICE, 1).getFirst().path("text").asString());
        assertThat(right.find()).isTrue();
        var code = right.group(1) + right.group(2);
        var wrong = (code.charAt(0) == '9' ? '0' : (char) (code.charAt(0) + 1)) + code.substring(1);
        for (int i = 0; i < 5; i++) {
            var answer = ana.post("/certificate/proof", Map.of("code", wrong));
            isRefused(answer, 409);
            assertThat(answer.body().path("reason").asString()).isEqualTo("WRONG_CODE");
        }
        isRefused(ana.post("/certificate/proof", Map.of("code", code)), 409);
    }

    @Test
    void aNumberNobodyHasIsToldSo() {
        isRefused(ana.post("/dialogs", Map.of("phone", "+5521999999999")), 404);
        isRefused(ana.post("/dialogs", Map.of("phone", "doze")), 422);
    }

    @Test
    void afterAKillTheHistoryIsTheSame() {
        arrivesAtOnce("antes da queda");
        var before = List.of(ana.allMessages(BRUNO), bruno.allMessages(ANA));
        node.kill();
        node.startAgain();
        assertThat(List.of(ana.allMessages(BRUNO), bruno.allMessages(ANA))).isEqualTo(before);
    }

    private static void isRefused(Rest.Answer answer, int status) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().path("type").asString()).startsWith("urn:chimera:problem:");
        assertThat(answer.body().path("title").asString("")).isNotBlank();
        assertThat(answer.body().path("detail").asString("")).isNotBlank();
    }

    private static boolean isDirect(JsonNode message) {
        return message.path("route").asString("").equals("LAN");
    }

    private static InetSocketAddress at(Rest account) {
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), account.lanPort().orElseThrow());
    }

    private static String host() {
        return "Host: " + URI.create(node.address()).getAuthority();
    }

    private static String bearer() {
        return "Authorization: Bearer " + node.token();
    }

    private static String[] with(String[] head, String line) {
        var all = new ArrayList<>(List.of(head));
        all.add(line);
        return all.toArray(String[]::new);
    }

    private static int freePort() throws IOException {
        try (var probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }
}
