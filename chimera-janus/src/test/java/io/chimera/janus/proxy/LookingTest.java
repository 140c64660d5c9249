package io.chimera.janus.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.chimera.core.account.AccountId;
import io.chimera.core.janus.ProfileKey;
import io.chimera.core.janus.Traffic;
import io.chimera.janus.site.Host;
import io.chimera.janus.site.Site;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTPS of sites that are looked into. */
class LookingTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    @TempDir
    static Path folder;

    private static TestAuthority sites;
    private static TestAuthority ours;
    private static Path trusted;

    private final AtomicBoolean wanted = new AtomicBoolean(true);
    private final List<AutoCloseable> open = new ArrayList<>();
    private TestSite site;
    private ProxyHouse house;

    @BeforeAll
    static void authorities() throws Exception {
        sites = new TestAuthority("Sites Authority");
        ours = new TestAuthority("Our Authority");
        trusted = sites.pem(folder);
    }

    /** Looks into localhost, and nobody else. */
    private final class OnlyLocalhost implements Interception {

        private final Credentials credentials = ours.issue("localhost");

        @Override
        public boolean looksInto(Host host) {
            return wanted.get() && host.name().equals("localhost");
        }

        @Override
        public Optional<Credentials> credentials(Host host) {
            return looksInto(host) ? Optional.of(credentials) : Optional.empty();
        }

        @Override
        public Set<Site> sites() {
            return Set.of();
        }
    }

    private void at(TestSite here) {
        site = here;
        open.add(site);
        house = ProxyHouse.lookingInto(new OnlyLocalhost(), List.of(site.port()), List.of(trusted));
        open.add(house);
    }

    @AfterEach
    void close() throws Exception {
        for (var one : open.reversed()) one.close();
    }

    private String here() {
        return "localhost:" + site.port();
    }

    private Client entered() throws Exception {
        var client = house.client();
        open.add(client);
        assertThat(client.connect(here()).status()).isEqualTo(200);
        var inside = client.shakeHands(ours.trusted(), "localhost");
        open.add(inside);
        return inside;
    }

    private Client.Answer get(Client inside, String path, String... more) {
        return inside.send("GET " + path + " HTTP/1.1\r\nHost: " + here() + "\r\n" + String.join("", more) + "\r\n")
                .answer();
    }

    private Client.Answer post(Client inside, String body, String... more) {
        return inside.send("POST /in HTTP/1.1\r\nHost: " + here() + "\r\nContent-Type: " + FORM + "\r\nContent-Length: "
                        + body.length() + "\r\n" + String.join("", more) + "\r\n" + body)
                .answer();
    }

    @Test
    void formsAreFilledInAndTheSiteSeesOnlyValuesOnOneConnection() throws Exception {
        at(TestSite.secure(TestAuthority.showing(sites.issue("localhost"))));
        var inside = entered();
        assertThat(inside.peer().getIssuerX500Principal().getName()).isEqualTo("CN=Our Authority");

        assertThat(post(inside, "user=%5Cu&pass=%5Cp&mail=%5C%40&x=1").status()).isEqualTo(200);
        assertThat(site.last().body()).matches("user=[a-z]{10}[0-9]{2}&pass=[A-Za-z0-9]{22}&mail=[^&]+&x=1");
        assertThat(site.last().head()).doesNotContainIgnoringCase("proxy-auth").containsIgnoringCase("Host: " + here());

        assertThat(get(inside, "/q?who=%5Cu").body()).isEqualTo("ok");
        assertThat(site.last().target()).matches("/q\\?who=[a-z]{10}[0-9]{2}");
        var typed = Base64.getEncoder().encodeToString("\\u:\\p".getBytes());
        get(inside, "/b", "Authorization: Basic " + typed + "\r\n");
        assertThat(site.last().header("Authorization")).startsWith("Basic ").doesNotContain(typed);
        assertThat(site.connections).hasValue(1);
        await().until(() -> house.traffic.size() == 3);
        assertThat(house.traffic).allSatisfy(line -> {
            assertThat(line).isInstanceOf(Traffic.Filled.class);
            assertThat(line.host()).isEqualTo(here());
        });
    }

    @Test
    void aHostThatIsNotLookedIntoShowsItsOwnCertificate() throws Exception {
        at(TestSite.secure(TestAuthority.showing(sites.issue("localhost"))));
        wanted.set(false);
        try (var client = house.client()) {
            assertThat(client.connect(here()).status()).isEqualTo(200);
            try (var inside = client.shakeHands(sites.trusted(), "localhost")) {
                assertThat(inside.peer().getIssuerX500Principal().getName()).isEqualTo("CN=Sites Authority");
                get(inside, "/?who=%5Cu");
                assertThat(site.last().target()).isEqualTo("/?who=%5Cu");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "unknown, SITE_ISSUER, Nobody vouches",
        "expired, SITE_EXPIRED, not valid today",
        "other, SITE_NAME, another site"
    })
    void whoeverCannotProveWhoTheyAreGetsNothingAndThePageSaysWhy(String fault, Refusal refusal, String words)
            throws Exception {
        var shown = switch (fault) {
            case "unknown" -> new TestAuthority("Sites Authority").issue("localhost");
            case "expired" -> sites.issue("localhost", Instant.now().minus(Duration.ofHours(1)));
            default -> sites.issue("other.example");
        };
        at(TestSite.secure(TestAuthority.showing(shown)));
        var inside = entered();
        var answer = get(inside, "/?who=%5Cu");
        assertThat(answer.status()).isEqualTo(refusal.status()).isEqualTo(502);
        assertThat(answer.body()).contains(words);
        assertThat(inside.isHungUp()).isTrue();
        assertThat(site.seen).isEmpty();
        await().until(() -> !house.traffic.isEmpty());
        assertThat(house.traffic)
                .singleElement()
                .isInstanceOfSatisfying(
                        Traffic.NotLookedInto.class,
                        line -> assertThat(line.why()).isEqualTo(Traffic.WhyNot.SITE_FAILED));
    }

    /** Row 12 for what is inside: nothing that could be meant for another host. */
    @Test
    void anotherHostsPagesAreNotToBeHadHere() throws Exception {
        at(TestSite.secure(TestAuthority.showing(sites.issue("localhost"))));
        for (var request : List.of(
                "GET / HTTP/1.1\r\nHost: other.example\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET https://other.example/ HTTP/1.1\r\nHost: " + here() + "\r\n\r\n",
                "GET http://" + here() + "/ HTTP/1.1\r\nHost: " + here() + "\r\n\r\n")) {
            var inside = entered();
            assertThat(inside.send(request).answer().status()).as(request).isEqualTo(421);
            assertThat(get(inside, "/").status()).as("it goes on").isEqualTo(200);
        }
        var inside = entered();
        assertThat(inside.send("CONNECT localhost:1 HTTP/1.1\r\nHost: " + here() + "\r\n\r\n")
                        .answer()
                        .status())
                .isEqualTo(400);
        assertThat(site.seen).hasSize(4);
    }

    @Test
    void aNameInTheHandshakeThatIsAnothersIsToldSo() throws Exception {
        at(TestSite.secure(TestAuthority.showing(sites.issue("localhost"))));
        var client = house.client();
        open.add(client);
        client.connect(here());
        assertThatThrownBy(() -> client.shakeHands(ours.trusted(), "other.example"))
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageContaining("other.example");
        assertThat(site.seen).isEmpty();
    }

    @Test
    void whatIsNoTlsAfterConnectEndsTheConnection() throws Exception {
        at(TestSite.secure(TestAuthority.showing(sites.issue("localhost"))));
        try (var client = house.client()) {
            client.connect(here());
            client.send("GET / HTTP/1.1\r\nHost: " + here() + "\r\n\r\n");
            assertThat(client.perhaps()).isEmpty();
        }
        assertThat(site.seen).isEmpty();
    }

    /** TLS 1.1 and older is not spoken: a hello that offers nothing newer, by hand, since the JDK does not say it any more. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void oldTlsIsNotSpokenToBrowsers(int minor) throws Exception {
        at(TestSite.secure(TestAuthority.showing(sites.issue("localhost"))));
        try (var client = house.client()) {
            client.connect(here());
            client.send(oldHello(minor));
            var alert = client.exactly(7).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
            assertThat(alert[0]).as("an alert record").isEqualTo((byte) 21);
            assertThat(alert[5]).as("fatal").isEqualTo((byte) 2);
            assertThat(alert[6]).as("protocol_version or handshake_failure").isIn((byte) 70, (byte) 40);
        }
    }

    private static byte[] oldHello(int minor) {
        var hello = new java.io.ByteArrayOutputStream();
        hello.writeBytes(new byte[] {22, 3, (byte) minor, 0, 45, 1, 0, 0, 41, 3, (byte) minor});
        hello.writeBytes(new byte[32]); // its random
        hello.writeBytes(
                new byte[] {0, 0, 2, (byte) 0xc0, 0x09, 1, 0}); // no session, ECDHE-ECDSA-AES128-SHA, no compression
        return hello.toByteArray();
    }

    @Test
    void onlyNewTlsIsSpokenToBrowsers() throws Exception {
        at(TestSite.secure(TestAuthority.showing(sites.issue("localhost"))));
        for (var version : List.of("TLSv1.2", "TLSv1.3")) {
            try (var client = house.client()) {
                client.connect(here());
                try (var inside = client.shakeHands(ours.trusted(), "localhost", version)) {
                    assertThat(get(inside, "/").status()).isEqualTo(200);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSiteThatWantsACertificateOfTheUserGetsATunnel(boolean insists) throws Exception {
        at(TestSite.curious(TestAuthority.showing(sites.issue("localhost")), insists));
        try (var client = house.client()) {
            assertThat(client.connect(here()).status()).isEqualTo(200);
            if (insists)
                assertThatThrownBy(() -> get(client.shakeHands(sites.trusted(), "localhost"), "/"))
                        .as("the site's own answer to a client without one")
                        .isInstanceOfAny(java.io.UncheckedIOException.class, java.io.IOException.class);
            else
                assertThat(client.shakeHands(sites.trusted(), "localhost")
                                .peer()
                                .getIssuerX500Principal()
                                .getName())
                        .isEqualTo("CN=Sites Authority");
        }
        await().until(() -> !house.traffic.isEmpty());
        assertThat(house.traffic)
                .first()
                .isInstanceOfSatisfying(
                        Traffic.NotLookedInto.class,
                        line -> assertThat(line.why()).isEqualTo(Traffic.WhyNot.WANTS_CERTIFICATE));
        int before = house.traffic.size();
        try (var client = house.client()) {
            assertThat(client.connect(here()).status())
                    .as("from the beginning now")
                    .isEqualTo(200);
        }
        assertThat(house.traffic).hasSize(before);
    }

    @Test
    void aBrowserThatWasNotGivenTheCertificateIsNoticed() throws Exception {
        at(TestSite.secure(TestAuthority.showing(sites.issue("localhost"))));
        try (var client = house.client()) {
            client.connect(here());
            assertThatThrownBy(() -> client.shakeHands(sites.trusted(), "localhost"))
                    .isInstanceOf(SSLHandshakeException.class);
        }
        await().until(() -> !house.traffic.isEmpty());
        assertThat(house.traffic)
                .singleElement()
                .isInstanceOfSatisfying(
                        Traffic.NotLookedInto.class,
                        line -> assertThat(line.why()).isEqualTo(Traffic.WhyNot.NOT_TRUSTED));
    }

    @Test
    void switchingASiteOffCountsForTheNextRequestOfAConnectionThatStands() throws Exception {
        at(TestSite.secure(TestAuthority.showing(sites.issue("localhost"))));
        var inside = entered();
        assertThat(get(inside, "/").status()).isEqualTo(200);
        wanted.set(false);
        var answer = get(inside, "/?who=%5Cu");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("no longer looks into");
        assertThat(inside.isHungUp()).isTrue();
        assertThat(site.seen).hasSize(1);
    }

    @Test
    void lockingTheProfileCountsForTheNextRequestOfAConnectionThatStands() throws Exception {
        at(TestSite.secure(TestAuthority.showing(sites.issue("localhost"))));
        try (var key = ProfileKey.of("anna", ProxyHouse.SECRET.toCharArray()).withMailDomain("anna.example")) {
            house.desk.unlock(new AccountId(1), key);
            var inside = entered();
            assertThat(get(inside, "/?who=%5Cu").status()).isEqualTo(200);
            house.desk.lock(new AccountId(1));
            assertThat(get(inside, "/?who=%5Cu").status()).isEqualTo(403);
            assertThat(inside.isHungUp()).isTrue();
        }
        assertThat(site.seen).hasSize(1);
    }

    /** What came in clear anybody on the way may have written. */
    @Test
    void aPageInClearOfTheSameSiteHasNothingPutInOverTls() throws Exception {
        at(TestSite.secure(TestAuthority.showing(sites.issue("localhost"))));
        var browser = "User-Agent: Mozilla/5.0\r\nAccept-Language: en\r\n";
        var inside = entered();
        assertThat(post(inside, "pass=%5Cp", browser, "Origin: http://" + here() + "\r\n")
                        .status())
                .isEqualTo(403);
        assertThat(get(inside, "/?p=%5Cp", browser, "Referer: http://" + here() + "/\r\n")
                        .status())
                .isEqualTo(403);
        assertThat(site.seen).isEmpty();
        assertThat(post(inside, "pass=%5Cp", browser, "Origin: https://" + here() + "\r\n")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void webSocketsGoThroughAsTheyAre() throws Exception {
        at(TestSite.secure(TestAuthority.showing(sites.issue("localhost")), (_, in, out) -> {
            out.write(
                    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n".getBytes());
            out.flush();
            for (int one = in.read(); one >= 0; one = in.read()) {
                out.write(one);
                out.flush();
            }
        }));
        var inside = entered();
        inside.send("GET /ws HTTP/1.1\r\nHost: " + here() + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n\\p");
        assertThat(inside.answer(true).status()).isEqualTo(101);
        assertThat(inside.exactly(2)).isEqualTo("\\p");
        inside.send("\\u and on");
        assertThat(inside.exactly(9)).isEqualTo("\\u and on");
    }

    @Test
    void whatLeadsAroundTheProxyIsTakenOut() throws Exception {
        at(TestSite.secure(
                TestAuthority.showing(sites.issue("localhost")),
                (_, _, out) -> out.write(("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nAlt-Svc: h3=\":443\"\r\n"
                                + "Strict-Transport-Security: max-age=9\r\n\r\n")
                        .getBytes())));
        var answer = get(entered(), "/");
        assertThat(answer.headers()).doesNotContainKey("alt-svc").containsKey("strict-transport-security");
    }

    @Test
    void aSiteThatOnlyEverAnnouncesIsGivenUp() throws Exception {
        at(TestSite.secure(TestAuthority.showing(sites.issue("localhost")), (_, _, out) -> {
            for (int i = 0; i < 1_000; i++) out.write("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n".getBytes());
        }));
        var inside = entered();
        inside.send("GET / HTTP/1.1\r\nHost: " + here() + "\r\n\r\n");
        var answers = new ArrayList<Integer>();
        do answers.add(inside.answer().status());
        while (answers.getLast() == 103);
        assertThat(answers).hasSize(9).endsWith(502);
    }

    @Test
    void aLargeBodyIsStreamedThroughAsItIs() throws Exception {
        at(TestSite.secure(
                TestAuthority.showing(sites.issue("localhost")),
                (seen, _, out) -> out.write(
                        ("HTTP/1.1 200 OK\r\nContent-Length: " + seen.body().length() + "\r\n\r\n" + seen.body())
                                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1))));
        var body = "\\p\u0000".repeat(3_000_000);
        var inside = entered();
        var reading = new Thread(() -> inside.send("POST /in HTTP/1.1\r\nHost: " + here()
                + "\r\nContent-Type: application/octet-stream\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body));
        reading.start();
        assertThat(inside.answer().body()).isEqualTo(body);
        reading.join();
    }

    @Test
    void theSameRequestsThatAreRefusedOutsideAreRefusedInside() throws Exception {
        at(TestSite.secure(TestAuthority.showing(sites.issue("localhost"))));
        for (var lines : List.of(
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET ",
                "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
                "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "X: a\r\n b\r\n\r\n",
                "Host: y\r\n\r\n")) {
            var inside = entered();
            inside.send("POST /x HTTP/1.1\r\nHost: " + here() + "\r\n" + lines);
            assertThat(inside.answer().status()).as(lines).isEqualTo(400);
            assertThat(inside.isHungUp()).isTrue();
        }
        assertThat(site.seen).isEmpty();
    }
}
