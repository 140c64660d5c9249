package io.chimera.janus.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.chimera.core.account.AccountId;
import io.chimera.core.janus.ProfileKey;
import io.chimera.core.janus.Unlocked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Connections to sites that end, wait, or say something else than is expected. */
class DeliveryTest {

    private static final AccountId ACCOUNT = new AccountId(1);

    private static ProxyHouse house;

    @BeforeAll
    static void open() throws Exception {
        house = ProxyHouse.open();
        try (var key = ProfileKey.of("anna", ProxyHouse.SECRET.toCharArray()).withMailDomain("anna.example")) {
            house.desk.unlock(ACCOUNT, key);
        }
    }

    @AfterAll
    static void close() {
        house.close();
    }

    /** Sites may think for longer than clients may be silent. */
    @Test
    void aSiteThatIsSlowIsGivenTheTimeOfSitesAndNotThatOfClients() {
        var usual = Limits.usual();
        var limits = new Limits(
                usual.line(),
                usual.head(),
                usual.fields(),
                usual.parts(),
                usual.partsInMemory(),
                usual.drained(),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(6),
                usual.connectTime(),
                usual.tunnelIdle(),
                usual.originIdle());
        var end = new CountDownLatch(1);
        try (var site = silent(end);
                var busy = ProxyHouse.open(ProxyHouse.settings(List.of("127.0.0.0/8"), List.of(), ""), limits);
                var asking = busy.client();
                var sending = busy.client()) {
            asking.send("GET " + site.url("/") + " HTTP/1.1\r\nHost: x\r\nProxy-Authorization: " + ProxyHouse.ANNA
                    + "\r\n\r\n");
            assertThat(sending.post(site.url("/"), "text/plain", "a body nobody holds")
                            .status())
                    .isEqualTo(504);
            assertThat(asking.answer().status()).isEqualTo(504);
            end.countDown();
        }
    }

    private static TestSite silent(CountDownLatch end) {
        return TestSite.that((_, _, _) -> waitFor(end));
    }

    private static void waitFor(CountDownLatch end) throws IOException {
        try {
            end.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IOException("the test is over");
        }
    }

    @Test
    void anAnswerWithBrokenChunksIsNotPassedOnAsWhole() {
        try (var site = TestSite.that((seen, _, out) -> {
                    var chunks = seen.target().equals("/broken") ? "2\r\nok\r\nno number\r\n" : "2\r\nok\r\n0\r\n\r\n";
                    out.write(("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks).getBytes(ISO_8859_1));
                });
                var client = house.client();
                var next = house.client()) {
            assertThatThrownBy(() -> client.get(site.url("/broken"))).isInstanceOf(Exception.class);
            assertThat(client.isHungUp()).isTrue();
            assertThat(next.get(site.url("/")).body()).isEqualTo("ok");
            assertThat(site.connections).hasValue(2);
        }
    }

    /** What is asked again on another connection is asked whole, so that the connection serves the next request too. */
    @Test
    void afterAConnectionThatHadEndedTheNextRequestsGoThrough() {
        try (var site = TestSite.that((seen, _, out) -> {
                    if (seen.target().equals("/ends")) hangUpOnce(seen);
                    out.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(ISO_8859_1));
                });
                var client = house.client()) {
            ended = false;
            assertThat(client.get(site.url("/")).body()).isEqualTo("ok");
            assertThat(client.get(site.url("/ends")).body()).isEqualTo("ok");
            assertThat(client.post(site.url("/after"), "text/plain", "x=y").status())
                    .isEqualTo(200);
            assertThat(site.last().body()).isEqualTo("x=y");
            assertThat(client.get(site.url("/after")).status()).isEqualTo(200);
        }
    }

    private static volatile boolean ended;

    private static void hangUpOnce(TestSite.Seen seen) throws IOException {
        if (ended) return;
        ended = true;
        throw new IOException("hangs up at " + seen.target());
    }

    @Test
    void anotherProfileDoesNotGetTheConnectionOfTheFirst() {
        var bert = ProxyHouse.signIn("bert@bert.example", "copper lantern saturday meadow");
        try (var site = TestSite.friendly();
                var client = house.client()) {
            assertThat(client.get(site.url("/")).status()).isEqualTo(200);
            client.send("GET " + site.url("/") + " HTTP/1.1\r\nHost: x\r\nProxy-Authorization: " + bert + "\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(200);
            assertThat(site.connections).hasValue(2);
        }
    }

    @Test
    void requestsWithoutCommandsDoNotKeepAProfileUnlocked() {
        try (var site = TestSite.friendly();
                var client = house.client()) {
            client.get(site.url("/"));
            var before = house.desk.state(ACCOUNT).map(Unlocked::locksAt);
            assertThat(client.get(site.url("/")).status()).isEqualTo(200);
            assertThat(house.desk.state(ACCOUNT).map(Unlocked::locksAt)).isEqualTo(before);
            assertThat(client.get(site.url("/?u=%5Cu")).status()).isEqualTo(200);
            assertThat(house.desk.state(ACCOUNT).orElseThrow().locksAt()).isAfter(before.orElseThrow());
        }
    }

    @Test
    void whatIsHeldIsLetGoWhenASiteAnswersEarly() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "open files cannot be looked at here");
        var end = new CountDownLatch(1);
        try (var site = TestSite.that((_, _, out) -> {
                    out.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nearly".getBytes(ISO_8859_1));
                    out.flush();
                    waitFor(end);
                });
                var client = house.client()) {
            var body = "--bb\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a\"\r\n\r\n"
                    + "y".repeat(24 * 1024 * 1024) + "\r\n--bb--\r\n";
            var answer =
                    client.post(site.url("/m"), "multipart/form-data; boundary=bb", body, "X-Site: does not read\r\n");
            assertThat(answer.body()).isEqualTo("early");
            await().atMost(Duration.ofSeconds(10)).until(() -> heldFiles() == 0);
            end.countDown();
        }
    }

    private static long heldFiles() throws IOException {
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            return open.filter(DeliveryTest::isHeld).count();
        }
    }

    private static boolean isHeld(Path open) {
        try {
            var name = Files.readSymbolicLink(open).toString();
            return name.contains("/janus-") && name.contains(".body");
        } catch (IOException _) {
            return false; // closed meanwhile
        }
    }
}
