package io.chimera.janus.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes through as it is. */
class ForwardingTest {

    private static ProxyHouse house;

    @BeforeAll
    static void open() {
        house = ProxyHouse.open();
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void aPageComesThroughAndBothConnectionsStay() {
        try (var site = TestSite.friendly();
                var client = house.client()) {
            for (int i = 0; i < 3; i++)
                assertThat(client.get(site.url("/a?b=c")).body()).isEqualTo("ok");
            assertThat(site.connections).hasValue(1);
            assertThat(site.last().target()).isEqualTo("/a?b=c");
        }
    }

    /** Row 6: LittleProxy passed the wrong one on. */
    @Test
    void theSiteGetsTheAddresssHostAndNotTheHeaders() {
        try (var site = TestSite.friendly();
                var client = house.client()) {
            client.get(site.url("/"), "X-Kept: 1\r\n");
            assertThat(site.last().header("Host")).isEqualTo("127.0.0.1:" + site.port());
            assertThat(site.last().header("X-Kept")).isEqualTo("1");
        }
    }

    @Test
    void whatTellsWhoOrWhereOneIsStaysHere() {
        try (var site = TestSite.friendly();
                var client = house.client()) {
            client.get(
                    site.url("/"),
                    "From: anna@home.example\r\nX-Forwarded-For: 10.0.0.1\r\nForwarded: for=10.0.0.1\r\n",
                    "Proxy-Connection: keep-alive\r\nProxy-Something: x\r\nConnection: X-Mine, keep-alive\r\nX-Mine: 1\r\n",
                    "Keep-Alive: 5\r\nTE: trailers\r\nUpgrade: h2c\r\nReferer: http://other.example/secret?page=1\r\n");
            assertThat(site.last().head())
                    .doesNotContainIgnoringCase("\r\nfrom:")
                    .doesNotContainIgnoringCase("forwarded")
                    .doesNotContainIgnoringCase("proxy-")
                    .doesNotContainIgnoringCase("x-mine")
                    .doesNotContainIgnoringCase("keep-alive")
                    .doesNotContainIgnoringCase("\r\nte:")
                    .doesNotContainIgnoringCase("upgrade")
                    .doesNotContainIgnoringCase("via:")
                    .contains("http://other.example/\r\n")
                    .doesNotContain("secret");
            client.get(site.url("/"), "Referer: " + site.url("/page?x=1") + "\r\n");
            assertThat(site.last().header("Referer")).isEqualTo(site.url("/page?x=1"));
        }
    }

    @Test
    void requestsSentAheadAreAnsweredInTheirOrder() {
        try (var site = TestSite.that((seen, _, out) -> out.write(
                        ("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n" + seen.target()).getBytes(ISO_8859_1)));
                var client = house.client()) {
            var all = new StringBuilder();
            for (int i = 0; i < 9; i++)
                all.append("GET ")
                        .append(site.url("/" + i))
                        .append(" HTTP/1.1\r\nHost: x\r\nProxy-Authorization: ")
                        .append(ProxyHouse.ANNA)
                        .append("\r\n\r\n");
            client.send(all.toString());
            for (int i = 0; i < 9; i++) assertThat(client.answer().body()).isEqualTo("/" + i);
            assertThat(site.seen).noneMatch(seen -> seen.header("Host").equals("x"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND", "POST"})
    void everyMethodWithItsBodyGoesThrough(String method) {
        try (var site = TestSite.friendly();
                var client = house.client()) {
            client.send(
                    method + " " + site.url("/x") + " HTTP/1.1\r\nHost: x\r\nProxy-Authorization: " + ProxyHouse.ANNA
                            + "\r\nTransfer-Encoding: chunked\r\n\r\n5;ext=1\r\nhello\r\n6\r\n world\r\n0\r\nTrailer: x\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(200);
            assertThat(site.last().head()).startsWith(method + " /x HTTP/1.1\r\n");
            assertThat(site.last().body()).isEqualTo("hello world");
            assertThat(client.get(site.url("/after")).status()).isEqualTo(200);
        }
    }

    @Test
    void headHasTheHeadersOfGetAndNoBody() {
        try (var site = TestSite.saying("HTTP/1.1 200 OK\r\nContent-Length: 1234\r\n\r\n");
                var client = house.client()) {
            client.send("HEAD " + site.url("/") + " HTTP/1.1\r\nHost: x\r\nProxy-Authorization: " + ProxyHouse.ANNA
                    + "\r\n\r\n");
            assertThat(client.answer(true).header("content-length")).isEqualTo("1234");
            client.send("HEAD " + site.url("/") + " HTTP/1.1\r\nHost: x\r\nProxy-Authorization: " + ProxyHouse.ANNA
                    + "\r\n\r\n");
            assertThat(client.answer(true).status()).isEqualTo(200);
        }
    }

    @Test
    void anAnswerThatEndsWithTheConnectionIsWhole() {
        try (var site = TestSite.that((_, _, out) -> {
                    out.write("HTTP/1.0 200 OK\r\nX-Name: caf\u00e9\r\n\r\nuntil the end".getBytes(UTF_8));
                    out.flush();
                    throw new IOException("hangs up");
                });
                var client = house.client()) {
            var answer = client.get(site.url("/"));
            assertThat(answer.body()).isEqualTo("until the end");
            assertThat(answer.header("x-name")).isEqualTo(new String("caf\u00e9".getBytes(UTF_8), ISO_8859_1));
            assertThat(client.get(site.url("/")).body()).isEqualTo("until the end");
        }
    }

    @Test
    void whoSpeaksHttp10IsServedAndLeft() {
        try (var site = TestSite.saying("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n");
                var client = house.client()) {
            client.send("GET " + site.url("/") + " HTTP/1.0\r\nProxy-Authorization: " + ProxyHouse.ANNA + "\r\n\r\n");
            var answer = client.answer();
            assertThat(answer.body()).isEqualTo("ok");
            assertThat(answer.headers()).doesNotContainKey("transfer-encoding").containsEntry("connection", "close");
            assertThat(client.isHungUp()).isTrue();
        }
    }

    @Test
    void hundredContinueIsTheSitesToSayUnlessAFormIsHeld() {
        try (var site = TestSite.that((seen, in, out) -> {
                    if (seen.header("Expect").isEmpty()) {
                        out.write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nheld".getBytes(ISO_8859_1));
                        return;
                    }
                    out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
                    out.flush();
                    var body = new String(in.readNBytes(5), ISO_8859_1);
                    out.write(("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n" + body).getBytes(ISO_8859_1));
                });
                var client = house.client()) {
            var head = "POST " + site.url("/") + " HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n"
                    + "X-Site: does not read\r\nProxy-Authorization: " + ProxyHouse.ANNA + "\r\n";
            client.send(head + "Content-Type: text/plain\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(100);
            client.send("hello");
            assertThat(client.answer().body()).isEqualTo("hello");
            client.send(head.replace("X-Site: does not read\r\n", "")
                    + "Content-Type: application/x-www-form-urlencoded\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(100);
            client.send("a=b+c");
            assertThat(client.answer().body()).isEqualTo("held");
            assertThat(site.last().body()).isEqualTo("a=b+c");
        }
    }

    @Test
    void aWebSocketIsPassedOnByteByByte() {
        try (var site = TestSite.that((_, in, out) -> {
                    out.write(
                            "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nfirst"
                                    .getBytes(ISO_8859_1));
                    out.flush();
                    for (int one = in.read(); one >= 0; one = in.read()) {
                        out.write(one);
                        out.flush();
                    }
                });
                var client = house.client()) {
            client.send(
                    "GET " + site.url("/chat") + " HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                            + "Sec-WebSocket-Key: abc\r\nProxy-Authorization: " + ProxyHouse.ANNA + "\r\n\r\n");
            var answer = client.answer();
            assertThat(answer.status()).isEqualTo(101);
            assertThat(answer.header("upgrade")).isEqualTo("websocket");
            assertThat(client.exactly(5)).isEqualTo("first");
            client.send("GET / HTTP/9 \u00ff\u0000");
            assertThat(client.exactly(15)).isEqualTo("GET / HTTP/9 \u00ff\u0000");
        }
    }

    @Test
    void aTunnelIsNotLookedInto() {
        try (var site = TestSite.that((_, _, out) -> out.write("pong".getBytes(ISO_8859_1)));
                var proxied = ProxyHouse.open(
                        new ProxySettings(
                                true,
                                "127.0.0.1",
                                0,
                                List.of("127.0.0.0/8"),
                                List.of(site.port()),
                                List.of(),
                                "",
                                "",
                                "",
                                9,
                                List.of()),
                        Limits.usual());
                var client = proxied.client()) {
            var connect = "CONNECT 127.0.0.1:" + site.port() + " HTTP/1.1\r\nHost: x\r\n";
            client.send(connect + "\r\n");
            assertThat(client.answer().status()).isEqualTo(407);
            // What is sent ahead belongs into the tunnel.
            client.send(connect + "Proxy-Authorization: " + ProxyHouse.ANNA
                    + "\r\n\r\nGET \\u HTTP/1.1\r\nHost: y\r\n\r\n");
            assertThat(client.answer(true).status()).isEqualTo(200);
            assertThat(client.exactly(4)).isEqualTo("pong");
            assertThat(site.last().head()).isEqualTo("GET \\u HTTP/1.1\r\nHost: y\r\n\r\n");
        }
    }

    @Test
    void aTunnelLeadsTo443Only() {
        try (var client = house.client()) {
            client.send(
                    "CONNECT 127.0.0.1:25 HTTP/1.1\r\nHost: x\r\nProxy-Authorization: " + ProxyHouse.ANNA + "\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(403);
        }
    }

    @Test
    void aSiteThatHangsUpIsAskedOnceMoreOrTold() {
        try (var site = TestSite.that((_, _, _) -> {
                    throw new IOException("hangs up");
                });
                var client = house.client()) {
            var answer = client.get(site.url("/<script>"), "Accept: text/html\r\n");
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.body()).contains("127.0.0.1").doesNotContain("<script>");
            assertThat(client.get("http://127.0.0.1:1/").status()).isEqualTo(502);
            assertThat(client.get("http://no-such-host.invalid/").status()).isEqualTo(502);
        }
    }

    @Test
    void theJdksClientSpeaksThroughIt() throws Exception {
        try (var site = TestSite.friendly();
                var client = HttpClient.newBuilder()
                        .proxy(ProxySelector.of(new InetSocketAddress("127.0.0.1", house.port())))
                        .authenticator(new Authenticator() {
                            @Override
                            protected PasswordAuthentication getPasswordAuthentication() {
                                return new PasswordAuthentication("anna@anna.example", ProxyHouse.SECRET.toCharArray());
                            }
                        })
                        .build()) {
            var request = HttpRequest.newBuilder(URI.create(site.url("/j")))
                    .version(HttpClient.Version.HTTP_1_1)
                    .POST(HttpRequest.BodyPublishers.ofString("x=y"))
                    .build();
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .body())
                    .isEqualTo("ok");
            assertThat(site.last().body()).isEqualTo("x=y");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl -sS --max-time 60 -x http://127.0.0.1:%d -U anna@anna.example:%s %s -d a=b",
                "wget -q -O - -T 60 -e use_proxy=yes -e http_proxy=127.0.0.1:%d --proxy-user=anna@anna.example --proxy-password=%s %s"
            })
    void programsSpeakThroughIt(String line) throws Exception {
        var words = line.split(" ");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin", words[0])), words[0] + " was not found");
        try (var site = TestSite.friendly()) {
            for (int i = 0, given = 0; i < words.length; i++) {
                if (words[i].contains("%d")) words[i] = words[i].formatted(house.port());
                else if (words[i].contains("%s"))
                    words[i] = words[i].formatted(given++ == 0 ? ProxyHouse.SECRET : site.url("/p"));
            }
            var out = Files.createTempFile("program", ".out");
            var process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(out)).isEqualTo("ok");
            Files.delete(out);
        }
    }
}
