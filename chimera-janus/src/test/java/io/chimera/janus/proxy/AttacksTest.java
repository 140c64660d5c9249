package io.chimera.janus.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests two programs could read in two ways (row 8), and what else nobody should send. */
class AttacksTest {

    private static final int MOST_AT_ONCE = 500;

    private static ProxyHouse house;
    private static TestSite site;

    @BeforeAll
    static void open() {
        house = ProxyHouse.open();
        site = TestSite.friendly();
        try (var client = house.client()) {
            assertThat(client.get(site.url("/")).status()).isEqualTo(200);
        }
    }

    @AfterAll
    static void close() {
        site.close();
        house.close();
    }

    @BeforeEach
    void forget() {
        site.seen.clear();
    }

    private static String request(String method, String lines) {
        return method + " " + site.url("/x") + " HTTP/1.1\r\nHost: x\r\nProxy-Authorization: " + ProxyHouse.ANNA
                + "\r\n" + lines;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET ",
                "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\nGET ",
                "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
                "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello",
                "Content-Length: 5, 6\r\n\r\nhello!",
                "Content-Length: +5\r\n\r\nhello",
                "Content-Length: -1\r\n\r\nhello",
                "Content-Length: 0x5\r\n\r\nhello",
                "Content-Length: 99999999999999999999\r\n\r\nhello",
                "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: identity, chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: \u000bchunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                "Content-Length : 5\r\n\r\nhello",
                "X: a\r\n b\r\n\r\n",
                "X: a\r\n\tContent-Length: 5\r\n\r\n",
                " X: a\r\n\r\n",
                "X: a\nY: b\r\n\r\n",
                "X: a\r\n\n",
                "X: a\u0000b\r\n\r\n",
                "X: a\rY: b\r\n\r\n",
                "X\u0000: a\r\n\r\n",
                ": a\r\n\r\n",
                "X\r\n\r\n",
                "Host: y\r\n\r\n"
            })
    void whatCanBeReadInTwoWaysIsRefusedAndNothingReachesTheSite(String lines) {
        try (var client = house.client()) {
            client.send(request("POST", lines));
            assertThat(client.answer().status()).isEqualTo(400);
            assertThat(client.isHungUp()).isTrue();
        }
        assertThat(site.seen).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET  HTTP/1.1\r\n\r\n",
                "GET /x\r\n\r\n",
                "GET http://x/ HTTP/2.0\r\nHost: x\r\n\r\n",
                "GET http://x/ HTTP/1.1\nHost: x\r\n\r\n",
                "GET http://x/ HTTP/1.1\r\n\r\n",
                "GET\u0000http://x/ HTTP/1.1\r\nHost: x\r\n\r\n",
                "G\"T http://x/ HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET ftp://x/ HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET https://x/ HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET http://a:b@x/ HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET http://x/#f HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET * HTTP/1.1\r\nHost: x\r\n\r\n",
                "CONNECT x HTTP/1.1\r\nHost: x\r\n\r\n",
                "CONNECT http://x:443/ HTTP/1.1\r\nHost: x\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n"
            })
    void aFirstLineThatIsNoneIsRefused(String request) {
        try (var client = house.client()) {
            assertThat(client.send(request).answer().status()).isEqualTo(400);
            assertThat(client.isHungUp()).isTrue();
        }
    }

    /** Row 10. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ffffffffffffffff\r\nhello",
                "-1\r\nhello",
                "0x5\r\nhello\r\n0\r\n\r\n",
                "g\r\nhello",
                "5\r\nhelloGET / HTTP/1.1\r\n",
                "5\r\nhello\r\n0\r\nX\u0000: y\r\n\r\n"
            })
    void aChunkThatIsNoneEndsTheRequest(String chunks) {
        try (var client = house.client()) {
            client.send(request("POST", "Transfer-Encoding: chunked\r\n\r\n" + chunks));
            assertThat(client.perhaps().map(Client.Answer::status).orElse(400)).isIn(400, 413, 502);
            assertThat(client.isHungUp()).isTrue();
        }
        assertThat(site.seen).isEmpty();
    }

    /** Row 10: nor is it waited for what comes behind it, when the answer was given before. */
    @Test
    void aChunkThatIsNoneEndsTheConnectionOfWhoHasItsAnswer() {
        try (var client = house.client()) {
            var answer = client.send("POST http://x/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
                    .answer();
            assertThat(answer.status()).isEqualTo(407);
            assertThat(client.send("none\r\n").isHungUp()).isTrue();
        }
    }

    @Test
    void longLinesHeadsAndExtensionsAreRefused() {
        try (var client = house.client()) {
            client.send("GET http://x/" + "a".repeat(17_000) + " HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(414);
        }
        try (var client = house.client()) {
            client.send("GET http://x/ HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(66_000) + "\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(431);
        }
        try (var client = house.client()) {
            client.send(request("POST", "Transfer-Encoding: chunked\r\n\r\n5;" + "x".repeat(1_000_000)));
            assertThat(client.perhaps().map(Client.Answer::status).orElse(400)).isIn(400, 413, 502);
        } catch (UncheckedIOException hungUp) {
            // before all of it was sent
        }
        assertThat(site.seen).isEmpty();
    }

    /** Row 23: what a page's script can send to the proxy's port. */
    @Test
    void thePortIsOfNoUseToPages() {
        try (var client = house.client()) {
            var own = client.send("GET /proxy.pac HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
                    .answer();
            assertThat(own.status()).isEqualTo(200);
            assertThat(own.header("content-type")).isEqualTo("application/x-ns-proxy-autoconfig");
            assertThat(own.body())
                    .contains("PROXY 127.0.0.1:" + house.port())
                    .doesNotContain("PROXY 127.0.0.1:" + house.port() + "; DIRECT");
            assertThat(client.send("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Language: pt-BR\r\n\r\n")
                            .answer()
                            .body())
                    .contains("proxy de identidade");
            assertThat(client.send("GET /proxy.pac HTTP/1.1\r\nHost: x\r\nOrigin: http://evil.example\r\n\r\n")
                            .answer()
                            .status())
                    .isEqualTo(403);
            assertThat(client.send("GET / HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: cross-site\r\n\r\n")
                            .answer()
                            .status())
                    .isEqualTo(403);
            assertThat(client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")
                            .answer()
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void nothingThatWasAskedStandsInAPageUnescaped() {
        try (var client = house.client()) {
            var page = client.get("http://0x7f.1\"><script>/", "Accept: text/html\r\n");
            assertThat(page.status()).isEqualTo(403);
            assertThat(page.body()).doesNotContain("<script>").contains("&lt;script&gt;");
        }
    }

    /** Row 11, second half. */
    @Test
    void manyWhoAreSlowAreLeftAndOthersAreServedMeanwhile() {
        var impatient = Limits.usual().impatient(Duration.ofSeconds(2), Duration.ofSeconds(2));
        var slow = new ArrayList<Client>();
        try (var busy = ProxyHouse.open(ProxyHouse.settings(List.of("127.0.0.0/8"), List.of(), ""), impatient);
                var good = busy.client()) {
            for (int i = 0; i < 500; i++) slow.add(busy.client().send("GET http://x/ HTT"));
            assertThat(good.get(site.url("/")).status()).isEqualTo(200);
            await().atMost(Duration.ofSeconds(60)).until(() -> busy.proxy.connections() <= 1);
            assertThat(slow).allMatch(Client::isHungUp);
        } finally {
            slow.forEach(Client::close);
        }
    }

    @Test
    void moreConnectionsThanAreAllowedAreClosed() {
        var few = new ProxySettings(true, "127.0.0.1", 0, List.of(), List.of(), List.of(), "", "", "", 2, List.of());
        try (var small = ProxyHouse.open(few, Limits.usual());
                var one = small.client();
                var two = small.client()) {
            assertThat(one.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .answer()
                            .status())
                    .isEqualTo(200);
            assertThat(two.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .answer()
                            .status())
                    .isEqualTo(200);
            try (var three = small.client()) {
                assertThat(three.isHungUp()).isTrue();
            }
        }
    }

    /** Valid requests with bytes exchanged, removed, doubled: an answer or an end, and others are served. */
    @Test
    void brokenBytesHarmNobody() {
        var random = new Random(4711);
        int times = Boolean.getBoolean("chimera.test.long") ? 100_000 : 10_000;
        var seed =
                "POST http://127.0.0.1:1/x?a=%5Cu HTTP/1.1\r\nHost: x\r\nProxy-Authorization: Basic YTpi\r\nContent-Type:"
                        + " application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n5\r\na=\\pb\r\n0\r\n\r\n";
        for (int i = 0; i < times; i++) {
            try (var client = house.client()) {
                client.send(broken(seed, random));
            } catch (UncheckedIOException _) {
                // it hung up before all was sent
            }
            // Some of these wait for their turn to sign in; nobody is to be turned away for want of room.
            if (i % 100 == 0)
                await().atMost(Duration.ofSeconds(60)).until(() -> house.proxy.connections() < MOST_AT_ONCE);
        }
        try (var client = house.client()) {
            assertThat(client.get(site.url("/")).status()).isEqualTo(200);
        }
        assertThat(site.seen).hasSize(1);
        await().atMost(Duration.ofSeconds(60)).until(() -> house.proxy.connections() <= 1);
    }

    private static byte[] broken(String seed, Random random) {
        var bytes = new StringBuilder(seed);
        for (int i = random.nextInt(6); i >= 0 && !bytes.isEmpty(); i--) {
            int at = random.nextInt(bytes.length());
            switch (random.nextInt(4)) {
                case 0 -> bytes.setCharAt(at, (char) random.nextInt(256));
                case 1 -> bytes.deleteCharAt(at);
                case 2 -> bytes.insert(at, bytes.substring(at, Math.min(bytes.length(), at + random.nextInt(40))));
                default -> bytes.setLength(Math.max(1, at));
            }
        }
        return bytes.toString().getBytes(ISO_8859_1);
    }
}
