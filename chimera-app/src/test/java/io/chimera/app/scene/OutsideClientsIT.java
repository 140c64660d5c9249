package io.chimera.app.scene;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients nobody made for this proxy, with a program that logs as much as it can. */
@Timeout(200)
class OutsideClientsIT {

    private static final String NAME = "anna";
    private static final String SECRET = "velvet anchor thursday gravel";
    private static final String OTHER = "copper lantern winter bicycle";
    private static final String PASSWORD = "[A-Za-z0-9]{22}";
    private static final String USER = "[a-z]{10}[0-9]{2}";

    @TempDir
    static Path folder;

    private static final List<Seen> everything = new CopyOnWriteArrayList<>();
    private static final List<Seen> seen = new CopyOnWriteArrayList<>();
    private static Node node;
    private static HttpServer site;
    private static int proxy;

    /** A request as it came to the site. */
    private record Seen(String method, String target, Map<String, List<String>> headers, String body) {

        String header(String name) {
            return headers.entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .map(entry -> entry.getValue().getFirst())
                    .findFirst()
                    .orElse("");
        }
    }

    @BeforeAll
    static void start() throws IOException {
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/", OutsideClientsIT::serve);
        site.start();
        node = Node.start(
                "lab",
                folder.resolve("lab"),
                List.of(),
                "--chimera.lan.enabled=false",
                "--chimera.lab.people=1001",
                "--logging.level.root=TRACE",
                "--logging.level.io.chimera=TRACE",
                "--chimera.janus.proxy.allow=127.0.0.1",
                "--chimera.janus.proxy.plain-http=127.0.0.1:"
                        + site.getAddress().getPort());
        proxy = JanusPorts.proxyOf(node);
    }

    private static void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = new Seen(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1));
            everything.add(request);
            seen.add(request);
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(200, head ? -1 : 2);
            if (!head) exchange.getResponseBody().write("ok".getBytes(UTF_8));
        }
    }

    /** After all of it: nothing secret stands in what the program logged, in any form it had on the way. */
    @AfterAll
    static void nothingSecretWasLogged() throws IOException {
        if (node == null) return;
        node.close();
        site.stop(0);
        var secrets = new ArrayList<>(List.of(SECRET, OTHER, "velvet", "velvet%20anchor", basic(NAME, SECRET)));
        for (var request : everything) {
            for (var word : request.body().split("[^A-Za-z0-9]+")) {
                if (word.matches(PASSWORD)) secrets.add(word);
            }
            var signIn = request.header("Authorization");
            if (!signIn.isEmpty()) secrets.add(signIn.substring("Basic ".length()));
        }
        assertThat(secrets).hasSizeGreaterThan(8);
        var log = node.output();
        assertThat(log).contains("TRACE");
        for (var secret : secrets)
            assertThat(log.contains(secret))
                    .as("a secret of %d characters was logged", secret.length())
                    .isFalse();
    }

    @BeforeEach
    void forget() {
        seen.clear();
    }

    private static String basic(String user, String password) {
        return Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
    }

    private static String url(String path) {
        return "http://127.0.0.1:" + site.getAddress().getPort() + path;
    }

    private static Seen last() {
        await().until(() -> !seen.isEmpty());
        return seen.getLast();
    }

    /** Secrets go into a file only they can read, as one would do it by hand. */
    private static Path secretly(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, text);
    }

    private record Ended(int status, String out) {}

    private static Ended run(List<String> command) throws Exception {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var out = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), out);
    }

    private static Ended curl(String secret, String... words) throws Exception {
        var settings = secretly(
                "curl.conf", "proxy = http://127.0.0.1:" + proxy + "\nproxy-user = \"" + NAME + ":" + secret + "\"\n");
        var command = new ArrayList<>(List.of(
                Tools.require("chimera.test.curl"),
                "-sS",
                "-K",
                settings.toString(),
                "--noproxy",
                "",
                "--max-time",
                "30"));
        command.addAll(List.of(words));
        return run(command);
    }

    @Test
    void curlPostsAFormJsonAQueryAndSignsInAtTheSite() throws Exception {
        assertThat(curl(SECRET, url("/form"), "--data-urlencode", "user=\\u", "--data-urlencode", "pass=\\p")
                        .out())
                .isEqualTo("ok");
        assertThat(last().body()).matches("user=" + USER + "&pass=" + PASSWORD);
        var password = last().body().split("pass=")[1];

        curl(SECRET, url("/json"), "-H", "Content-Type: application/json", "-d", "{\"p\":\"\\\\p\",\"n\":1}");
        assertThat(last().body()).isEqualTo("{\"p\":\"" + password + "\",\"n\":1}");

        curl(SECRET, "-G", url("/search"), "--data-urlencode", "who=\\u", "-d", "x=1");
        assertThat(last().target()).matches("/search\\?who=" + USER + "&x=1");

        curl(SECRET, "-u", "\\u:\\p", url("/private"));
        var signIn = new String(
                Base64.getDecoder().decode(last().header("Authorization").substring(6)), UTF_8);
        assertThat(signIn).matches(USER + ":" + password);
        assertThat(last().header("Proxy-Authorization")).isEmpty();
    }

    @Test
    void curlSendsAFileByPiecesAndItArrivesAsItIs() throws Exception {
        var picture = Files.write(
                folder.resolve("picture"),
                "\\p\u0000\\u & \"\\\\p\"".repeat(50_000).getBytes(UTF_8));
        curl(SECRET, url("/put"), "-T", picture.toString(), "-H", "Transfer-Encoding: chunked");
        assertThat(last().method()).isEqualTo("PUT");
        assertThat(last().body().getBytes(ISO_8859_1)).isEqualTo(Files.readAllBytes(picture));
        curl(SECRET, url("/form"), "-F", "user=\\u", "-F", "file=@" + picture);
        assertThat(last().body())
                .contains(new String(Files.readAllBytes(picture), ISO_8859_1))
                .containsPattern("name=\"user\"\r\n\r\n" + USER + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "PROPFIND", "BREW"})
    void everyMethodGoesThrough(String method) throws Exception {
        var words = method.equals("HEAD") ? List.of("--head", url("/m")) : List.of("-X", method, url("/m"));
        assertThat(curl(SECRET, words.toArray(String[]::new)).status()).isZero();
        assertThat(last().method()).isEqualTo(method);
    }

    @Test
    void curlWithAnotherSecretIsRefusedAlsoAfterTheRightOne() throws Exception {
        assertThat(curl(SECRET, url("/")).out()).isEqualTo("ok");
        var wrong = curl(OTHER, "-o", "/dev/null", "-w", "%{http_code}", url("/"));
        assertThat(wrong.out()).isEqualTo("407");
        assertThat(run(List.of(
                                Tools.require("chimera.test.curl"),
                                "-sS",
                                "-x",
                                "http://127.0.0.1:" + proxy,
                                "--noproxy",
                                "",
                                "-o",
                                "/dev/null",
                                "-w",
                                "%{http_code}",
                                url("/")))
                        .out())
                .isEqualTo("407");
        assertThat(seen).hasSize(1);
    }

    @Test
    void wgetFetchesAPageAndPostsAForm() throws Exception {
        var settings = secretly(
                "wgetrc",
                "use_proxy = on\nhttp_proxy = http://127.0.0.1:" + proxy + "\nproxy_user = " + NAME
                        + "\nproxy_password = " + SECRET + "\nno_proxy =\n");
        var wget = Tools.require("chimera.test.wget");
        var fetched = run(List.of(wget, "-q", "--config=" + settings, "--tries=1", "-O", "-", url("/page")));
        assertThat(fetched.out()).isEqualTo("ok");
        run(List.of(
                wget,
                "-q",
                "--config=" + settings,
                "--tries=1",
                "-O",
                "-",
                "--post-data=user=%5Cu&pass=%5Cp",
                url("/f")));
        assertThat(last().body()).matches("user=" + USER + "&pass=" + PASSWORD);
    }

    /** One client, one connection: the right secret, then another. */
    @Test
    void aJavaClientSignsInWhenAskedAndPosts() throws Exception {
        System.setProperty("jdk.http.auth.proxying.disabledSchemes", "");
        var signIn = new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(NAME, SECRET.toCharArray());
            }
        };
        try (var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy)))
                .authenticator(signIn)
                .build()) {
            for (int i = 0; i < 3; i++) {
                var answer = client.send(
                        HttpRequest.newBuilder(URI.create(url("/in")))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString("user=%5Cu&pass=%5Cp"))
                                .build(),
                        BodyHandlers.ofString());
                assertThat(answer.body()).isEqualTo("ok");
                assertThat(last().body()).matches("user=" + USER + "&pass=" + PASSWORD);
            }
            assertThat(seen).extracting(Seen::body).containsOnly(last().body());
        }
    }
}
