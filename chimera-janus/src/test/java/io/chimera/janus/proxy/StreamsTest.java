package io.chimera.janus.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.chimera.janus.proxy.Frames.Frame;
import io.chimera.janus.site.Host;
import io.chimera.janus.site.Site;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** HTTP/2 inside, with clients and with sites. */
class StreamsTest {

    private static final int PROTOCOL_ERROR = 1;
    private static final int REFUSED_STREAM = 7;
    private static final int CANCEL = 8;
    private static final String FORM = "application/x-www-form-urlencoded";

    @TempDir
    static Path folder;

    private static TestAuthority ours;
    private static SSLContext shown;
    private static Path trusted;
    private static TestAuthority sites;

    private final AtomicBoolean wanted = new AtomicBoolean(true);
    private final List<AutoCloseable> open = new ArrayList<>();
    private ProxyHouse house;
    private int port;

    @BeforeAll
    static void authorities() throws Exception {
        sites = new TestAuthority("Sites Authority");
        ours = new TestAuthority("Our Authority");
        trusted = sites.pem(folder);
        shown = TestAuthority.showing(sites.issue("localhost"));
    }

    private final class OnlyLocalhost implements Interception {

        private final Credentials credentials = ours.issue("localhost");

        @Override
        public boolean looksInto(Host host) {
            return wanted.get() && host.name().equals("localhost");
        }

        @Override
        public Optional<Credentials> credentials(Host host) {
            return Optional.of(credentials);
        }

        @Override
        public Set<Site> sites() {
            return Set.of();
        }
    }

    private void at(int sitePort, AutoCloseable site) {
        port = sitePort;
        open.add(site);
        house = ProxyHouse.lookingInto(new OnlyLocalhost(), List.of(port), List.of(trusted));
        open.add(house);
    }

    private StreamSite at(StreamSite.Manner manner) {
        var site = new StreamSite(shown, manner);
        at(site.port(), site);
        return site;
    }

    @AfterEach
    void close() throws Exception {
        for (var one : open.reversed()) one.close();
    }

    private String here() {
        return "localhost:" + port;
    }

    private Frames entered() throws Exception {
        var client = house.client();
        open.add(client);
        assertThat(client.connect(here()).status()).isEqualTo(200);
        var frames = new Frames(client.shakeHandsSpeaking(ours.trusted(), "localhost", "h2"));
        open.add(frames);
        return frames.raw(Frames.PREFACE).write(Frames.SETTINGS, 0, 0, new byte[0]);
    }

    private Frames get(Frames client, int stream, String path, String... more) throws IOException {
        return client.head(stream, true, request("GET", path, more));
    }

    private String[] request(String method, String path, String... more) {
        var all = new ArrayList<>(List.of(":method", method, ":scheme", "https", ":authority", here(), ":path", path));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private record Answer(Map<String, String> head, String body) {
        String status() {
            return head.getOrDefault(":status", "");
        }
    }

    /** The answer to the one request that is under way. */
    private static Answer answer(Frames client) throws IOException {
        var head = client.next(Frames.HEADERS);
        var body = new StringBuilder();
        Frame last = head;
        while (!last.ends()) {
            last = client.next(Frames.DATA);
            body.append(new String(last.payload(), ISO_8859_1));
        }
        return new Answer(client.decoded(head), body.toString());
    }

    @Test
    void formsAreFilledInOnOneConnectionToTheSite() throws Exception {
        var site = at((connection, seen) -> connection.say(seen.stream(), "ok"));
        var client = entered();
        var form = "user=%5Cu&pass=%5Cp";
        client.head(1, false, request("POST", "/in", "content-type", FORM)).data(1, true, form);
        assertThat(answer(client).status()).isEqualTo("200");
        get(client, 3, "/q?who=%5Cu");
        assertThat(answer(client).body()).isEqualTo("ok");
        assertThat(site.seen.getFirst().body()).matches("user=[a-z]{10}[0-9]{2}&pass=[A-Za-z0-9]{22}");
        assertThat(site.seen.getFirst().head())
                .containsEntry(":authority", here())
                .containsEntry(":scheme", "https")
                .containsEntry(
                        "content-length",
                        String.valueOf(site.seen.getFirst().body().length()))
                .doesNotContainKeys("host", "x-http2-scheme", "transfer-encoding", "x-http2-stream-id");
        assertThat(site.seen.getLast().head().get(":path")).matches("/q\\?who=[a-z]{10}[0-9]{2}");
        assertThat(site.connections).hasValue(1);
    }

    @Test
    void aSiteOfOldIsSpokenToInItsOwnWayByAFewConnections() throws Exception {
        var site = TestSite.secure(shown);
        at(site.port(), site);
        var client = entered();
        for (int stream = 1; stream < 41; stream += 2)
            get(client, stream, "/" + stream, "cookie", "a=1", "cookie", "b=2");
        var answered = new TreeSet<Integer>();
        while (answered.size() < 20) {
            var frame = client.next();
            if (frame.ends()) answered.add(frame.stream());
        }
        assertThat(site.seen).hasSize(20);
        assertThat(site.connections.get()).isBetween(1, 6);
        assertThat(site.last().header("Cookie")).isEqualTo("a=1; b=2");
        assertThat(site.last().head()).doesNotContainIgnoringCase("x-http2");
    }

    @Test
    void aClientOfOldIsServedFromStreams() throws Exception {
        var site = at((connection, seen) -> connection
                .frames
                .head(seen.stream(), false, ":status", "200", "alt-svc", "h3=\":443\"")
                .data(seen.stream(), true, "who? " + seen.body()));
        var client = house.client();
        open.add(client);
        client.connect(here());
        var inside = client.shakeHands(ours.trusted(), "localhost");
        for (int time = 0; time < 3; time++) {
            var answer = inside.send("POST /in HTTP/1.1\r\nHost: " + here()
                            + "\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nme")
                    .answer();
            assertThat(answer.body()).isEqualTo("who? me");
            assertThat(answer.headers()).doesNotContainKeys("alt-svc", "x-http2-stream-id");
        }
        assertThat(site.connections).hasValue(1);
    }

    @Test
    void aConnectionTheSiteLeavesIsClosedAndTheNextRequestHasAnother() throws Exception {
        var site = at((connection, seen) -> {
            connection.say(seen.stream(), "ok");
            connection.frames.write(Frames.GOAWAY, 0, 0, new byte[] {0, 0, 0, (byte) seen.stream(), 0, 0, 0, 0});
        });
        var client = entered();
        get(client, 1, "/");
        answer(client);
        await().untilAsserted(() -> assertThat(site.ended).hasValue(1));
        get(client, 3, "/");
        assertThat(answer(client).status()).isEqualTo("200");
        assertThat(site.connections).hasValue(2);
        await().untilAsserted(() -> assertThat(site.ended).hasValue(2));
    }

    @Test
    void aStreamThatTheSiteEndsInTheMiddleEndsAndTheOthersDoNot() throws Exception {
        var both = new CountDownLatch(2);
        at((connection, seen) -> {
            both.countDown();
            if (seen.head().get(":path").equals("/broken")) {
                connection.frames.head(seen.stream(), false, ":status", "200").data(seen.stream(), false, "be");
                connection.frames.write(Frames.RST_STREAM, 0, seen.stream(), Frames.number(2));
            } else connection.say(seen.stream(), "ok");
        });
        var client = entered();
        get(client, 1, "/broken");
        var frame = client.next();
        while (frame.type() != Frames.RST_STREAM) frame = client.next();
        assertThat(frame.stream()).isEqualTo(1);
        get(client, 3, "/whole");
        assertThat(answer(client).body()).isEqualTo("ok");
    }

    @Test
    void aStreamThatTheClientEndsIsEndedAtTheSite() throws Exception {
        var asked = new CountDownLatch(1);
        var site = at((_, _) -> asked.countDown());
        var client = entered();
        get(client, 1, "/");
        asked.await();
        client.write(Frames.RST_STREAM, 0, 1, Frames.number(CANCEL));
        await().untilAsserted(() -> assertThat(site.resets).containsExactly(CANCEL));
        assertThat(site.ended).hasValue(0);
    }

    /** A site that refuses every stream is not asked for ever. */
    @Test
    void aSiteThatRefusesEveryStreamIsGivenUp() throws Exception {
        var site = at((connection, seen) ->
                connection.frames.write(Frames.RST_STREAM, 0, seen.stream(), Frames.number(REFUSED_STREAM)));
        var client = entered();
        for (int stream = 1; stream < 7; stream += 2) {
            get(client, stream, "/");
            assertThat(answer(client).status()).isEqualTo("502");
        }
        assertThat(site.seen.size()).isBetween(3, 6);
    }

    /** What HTTP/1.1 would read in another way than it was meant (RFC 9113 §8.2). */
    @ParameterizedTest
    @CsvSource({
        "x:y, 1",
        "'x\r\ny', 1",
        "'x y', 1",
        "X-Upper, 1",
        "x, 'a\r\nhost: other'",
        "x, ' a'",
        "connection, close",
        "transfer-encoding, chunked",
        "upgrade, websocket",
        "keep-alive, 1",
        "te, gzip",
        "content-length, 5",
        ":protocol, websocket",
        ":status, 200",
    })
    void whatIsMalformedFromTheClientReachesNobody(String name, String value) throws Exception {
        var site = TestSite.secure(shown);
        at(site.port(), site);
        var client = entered();
        get(client, 1, "/", name, value);
        var frame = client.next();
        assertThat(frame.type()).as("a reset, or the connection's end").isIn(Frames.RST_STREAM, Frames.GOAWAY);
        assertThat(frame.number(frame.type() == Frames.GOAWAY ? 4 : 0)).isEqualTo(PROTOCOL_ERROR);
        assertThat(site.seen).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "x:y, 1",
        "'x\r\nset-cookie', 1",
        "x, 'a\r\nset-cookie: b'",
        "X-Upper, 1",
        "connection, close",
        "transfer-encoding, chunked",
        "content-length, 9"
    })
    void whatIsMalformedFromTheSiteReachesNobody(String name, String value) throws Exception {
        at((connection, seen) -> connection
                .frames
                .head(seen.stream(), false, ":status", "200", name, value)
                .data(seen.stream(), true, "ok"));
        var client = house.client();
        open.add(client);
        client.connect(here());
        var inside = client.shakeHands(ours.trusted(), "localhost");
        inside.send("GET / HTTP/1.1\r\nHost: " + here() + "\r\n\r\n");
        if (name.equals("content-length")) {
            assertThat(inside.answer().body())
                    .as("it ends too early, with the connection")
                    .hasSizeLessThan(9);
            assertThat(inside.isHungUp()).isTrue();
        } else assertThat(inside.answer().status()).isEqualTo(502);
    }

    @Test
    void framesNobodyKnowsChangeNothing() throws Exception {
        at((connection, seen) -> {
            for (int i = 0; i < 1_000; i++) {
                connection.frames.write(Frames.ALTSVC, 0, seen.stream(), new byte[1_000]);
                connection.frames.write(0xbe, 0, 0, new byte[10]);
            }
            connection.say(seen.stream(), "ok");
        });
        var client = entered();
        get(client, 1, "/");
        assertThat(answer(client).body()).isEqualTo("ok");
    }

    @Test
    void aSiteThatOnlyEverAnnouncesIsGivenUp() throws Exception {
        at((connection, seen) -> {
            for (int i = 0; i < 100; i++) connection.frames.head(seen.stream(), false, ":status", "103");
        });
        var client = entered();
        get(client, 1, "/");
        var statuses = new ArrayList<String>();
        do statuses.add(client.decoded(client.next(Frames.HEADERS)).get(":status"));
        while (statuses.getLast().equals("103"));
        assertThat(statuses).hasSizeBetween(2, 9).endsWith("502");
    }

    /** A reader that does not read is not read for. */
    @Test
    void aSlowReaderHoldsTheSiteBackAndOthersGoOn() throws Exception {
        int length = 20_000_000;
        var gone = new AtomicInteger();
        at((connection, seen) -> {
            if (seen.head().get(":path").equals("/large")) connection.stream(seen.stream(), length, gone);
            else connection.say(seen.stream(), "ok");
        });
        var client = entered();
        get(client, 1, "/large");
        int taken = 0;
        while (taken < 65_535) taken += client.next(Frames.DATA).payload().length;
        client.write(Frames.WINDOW_UPDATE, 0, 0, Frames.number(100_000));
        get(client, 3, "/small");
        Frame frame;
        do frame = client.next();
        while (frame.stream() != 3 || !frame.ends());
        assertThat(gone.get())
                .as("what the proxy holds for whoever does not read")
                .isLessThan(1_500_000);
        client.write(Frames.WINDOW_UPDATE, 0, 0, Frames.number(length));
        client.write(Frames.WINDOW_UPDATE, 0, 1, Frames.number(length));
        do {
            frame = client.next(Frames.DATA);
            taken += frame.payload().length;
        } while (!frame.ends());
        assertThat(taken).isEqualTo(length);
    }

    /** The bodies of all streams share what one connection may hold. */
    @Test
    void whoHasTooManyFormsUnderWayIsRefused() throws Exception {
        at((connection, seen) -> connection.say(seen.stream(), "ok"));
        var client = entered();
        var much = "a=" + "x".repeat(15_998);
        int[] streams = IntStream.range(0, 90).map(i -> 2 * i + 1).toArray();
        var statuses = new ArrayList<String>();
        for (int stream : streams) {
            client.head(stream, false, request("POST", "/in", "content-type", FORM));
            for (int piece = 0; piece < 3; piece++) client.data(stream, false, much);
        }
        var refused = client.next(Frames.HEADERS);
        statuses.add(client.decoded(refused).get(":status"));
        assertThat(statuses).containsExactly("503");
        client.data(streams[0], true, "");
        Frame frame;
        do frame = client.next();
        while (frame.stream() != streams[0]);
        assertThat(frame.type()).as("the first one has its room").isEqualTo(Frames.HEADERS);
    }

    @Test
    void whoBeginsAndEndsStreamsAllTheTimeIsSentAway() throws Exception {
        at((connection, seen) -> connection.say(seen.stream(), "ok"));
        var client = entered();
        int away = 0;
        try {
            for (int stream = 1; stream < 2_001; stream += 2)
                get(client, stream, "/").write(Frames.RST_STREAM, 0, stream, Frames.number(CANCEL));
            Frame frame;
            do frame = client.next();
            while (frame.type() != Frames.GOAWAY);
            away = frame.number(4);
            assertThat(away).as("ENHANCE_YOUR_CALM").isEqualTo(11);
        } catch (SocketException | EOFException gone) {
            away = -1; // the connection was closed while we wrote
        }
        assertThat(away).isNotZero();
    }

    /** Frames that cost whoever reads them, and say nothing (CVE-2019-9512, -9515, -9518, CVE-2024-27316). */
    private enum Flood {
        PINGS(Frames.PING, 0, new byte[8]),
        SETTINGS(Frames.SETTINGS, 0, new byte[0]),
        EMPTY_DATA(Frames.DATA, 1, new byte[0]),
        EMPTY_CONTINUATIONS(Frames.CONTINUATION, 1, new byte[0]),
        /** A literal header each, of one byte and one byte. */
        ENDLESS_HEAD(Frames.CONTINUATION, 1, "\0\1a\1b".repeat(100).getBytes(ISO_8859_1));

        private static final int TOGETHER = 1_000;
        private static final Duration PATIENCE = Duration.ofSeconds(30);

        private final byte[] frames;

        Flood(int type, int stream, byte[] payload) {
            frames = Frames.repeated(TOGETHER, type, stream, payload);
        }

        /** Until the other end has had enough; whether it had. */
        boolean pour(Frames client) {
            long began = System.nanoTime();
            try {
                while (System.nanoTime() - began < PATIENCE.toNanos()) client.raw(frames);
                return false;
            } catch (IOException sentAway) {
                return true;
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Flood.class)
    void whoPoursFramesWithoutReadingIsSentAwayAndOthersAreServed(Flood flood) throws Exception {
        at((connection, seen) -> connection.say(seen.stream(), "ok"));
        var client = entered();
        switch (flood) {
            case PINGS, SETTINGS -> {
                // they are of no stream
            }
            case EMPTY_DATA -> client.head(1, false, request("POST", "/"));
            case EMPTY_CONTINUATIONS, ENDLESS_HEAD ->
                client.write(Frames.HEADERS, Frames.END_STREAM, 1, Frames.block(request("GET", "/")));
        }
        assertThat(flood.pour(client)).as("sent away").isTrue();
        var other = entered();
        get(other, 1, "/");
        assertThat(answer(other).body()).isEqualTo("ok");
    }

    @Test
    void anotherHostsPagesAreNotToBeHadHereAndTheRestGoesOn() throws Exception {
        var site = at((connection, seen) -> connection.say(seen.stream(), "ok"));
        var client = entered();
        client.head(1, true, ":method", "GET", ":scheme", "https", ":authority", "other.example", ":path", "/");
        assertThat(answer(client).status()).isEqualTo("421");
        get(client, 3, "/");
        assertThat(answer(client).status()).isEqualTo("200");
        assertThat(site.seen).hasSize(1);
    }

    /** TLS 1.2 beginning anew in the middle would be another handshake than the one that was looked at (RFC 5246 §7.4.1.1). */
    @Test
    void whoShakesHandsAnewIsLeft() throws Exception {
        var site = TestSite.secure(shown);
        at(site.port(), site);
        var client = house.client();
        open.add(client);
        client.connect(here());
        var tls = client.shakeHandsSpeaking(ours.trusted(), "localhost", "http/1.1", "TLSv1.2");
        var request = ("GET / HTTP/1.1\r\nHost: " + here() + "\r\n\r\n").getBytes(UTF_8);
        tls.getOutputStream().write(request);
        assertThat(tls.getInputStream().read()).isEqualTo('H');
        tls.getSession().invalidate();
        assertThatThrownBy(() -> {
                    tls.startHandshake();
                    tls.getOutputStream().write(request);
                    while (tls.getInputStream().read() >= 0)
                        assertThat(site.seen).hasSize(1);
                    throw new EOFException("it ended");
                })
                .isInstanceOf(IOException.class);
        assertThat(site.seen).hasSize(1);
    }

    /** Over streams there is none here (RFC 8441 is not offered), so it gets a connection of its own and of old. */
    @Test
    void aWebSocketAtASiteThatSpeaksBothHasAConnectionOfItsOwn() throws Exception {
        var chosen = new ArrayList<String>();
        var door = (SSLServerSocket) shown.getServerSocketFactory().createServerSocket(0);
        var parameters = door.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
        door.setSSLParameters(parameters);
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    var guest = (SSLSocket) door.accept();
                    guest.startHandshake();
                    chosen.add(guest.getApplicationProtocol());
                    if (chosen.getLast().equals("h2")) continue;
                    TestSite.head(guest.getInputStream());
                    var out = guest.getOutputStream();
                    out.write("HTTP/1.1 101 Yes\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n".getBytes(UTF_8));
                    guest.getInputStream().transferTo(out);
                }
            } catch (IOException over) {
                // the test is over
            }
        });
        at(door.getLocalPort(), door);
        var client = house.client();
        open.add(client);
        client.connect(here());
        var inside = client.shakeHands(ours.trusted(), "localhost");
        inside.send("GET /ws HTTP/1.1\r\nHost: " + here() + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
        assertThat(inside.answer(true).status()).isEqualTo(101);
        inside.send("\\u back");
        assertThat(inside.exactly(7)).isEqualTo("\\u back");
        assertThat(chosen).containsExactly("h2", "http/1.1");
    }

    @Test
    void switchingASiteOffEndsTheConnectionWithTheNextRequest() throws Exception {
        var site = at((connection, seen) -> connection.say(seen.stream(), "ok"));
        var client = entered();
        get(client, 1, "/");
        assertThat(answer(client).status()).isEqualTo("200");
        wanted.set(false);
        get(client, 3, "/?who=%5Cu");
        assertThat(answer(client).status()).isEqualTo("403");
        Frame frame;
        do frame = client.next();
        while (frame.type() != Frames.GOAWAY);
        assertThat(site.seen).hasSize(1);
        await().untilAsserted(() -> assertThat(site.ended).hasValue(1));
    }
}
