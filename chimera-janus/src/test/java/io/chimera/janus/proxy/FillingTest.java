package io.chimera.janus.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.core.account.AccountId;
import io.chimera.core.janus.Found.Value;
import io.chimera.core.janus.ProfileKey;
import io.chimera.core.janus.Pseudonym;
import io.chimera.core.janus.Traffic;
import io.chimera.core.janus.Wanted;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands become values, whole ones and only these. */
class FillingTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    private static ProxyHouse house;
    private static TestSite open;
    private static TestSite strict;
    private static Pseudonym anna;
    private Client client;

    @BeforeAll
    static void open() throws Exception {
        open = TestSite.friendly();
        strict = TestSite.friendly();
        var plain = List.of("127.0.0.1:" + open.port());
        house = ProxyHouse.open(ProxyHouse.settings(List.of("127.0.0.0/8"), plain, ""), Limits.usual());
        var account = new AccountId(1);
        try (var key = ProfileKey.of("anna", ProxyHouse.SECRET.toCharArray()).withMailDomain("anna.example")) {
            house.desk.unlock(account, key);
        }
        anna = house.desk.at(account, Wanted.at(open.url("/")));
    }

    @AfterAll
    static void close() {
        house.close();
        open.close();
        strict.close();
    }

    @BeforeEach
    void begin() {
        client = house.client();
        open.seen.clear();
        strict.seen.clear();
        house.traffic.clear();
    }

    @AfterEach
    void end() {
        client.close();
    }

    @Test
    void aFormIsFilledInWithTheValuesOfTheSiteItGoesTo() {
        var answer = client.post(open.url("/in"), FORM, "a=1&user=%5Cu&pass=%5Cp&mail=%5C%40&text=C:%5Cusers");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(open.last().body())
                .isEqualTo("a=1&user=" + anna.user() + "&pass=" + anna.password() + "&mail="
                        + anna.address().replace("@", "%40") + "&text=C:%5Cusers");
        assertThat(open.last().header("Content-Length"))
                .isEqualTo(String.valueOf(open.last().body().length()));
        await().until(() -> !house.traffic.isEmpty());
        assertThat(house.traffic.getFirst()).isInstanceOfSatisfying(Traffic.Filled.class, filled -> {
            assertThat(filled.site()).isEqualTo("127.0.0.1:" + open.port());
            assertThat(filled.fields()).extracting(Traffic.Field::name).containsExactly("user", "pass", "mail");
            assertThat(filled.fields())
                    .extracting(Traffic.Field::value)
                    .containsExactly(Value.USER, Value.PASSWORD, Value.ADDRESS);
        });
    }

    @Test
    void aFormInChunksGetsALength() {
        client.send("POST " + open.url("/in") + " HTTP/1.1\r\nHost: x\r\nProxy-Authorization: " + ProxyHouse.ANNA
                + "\r\nContent-Type: " + FORM
                + "\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nuser=\r\n1\r\n\\\r\n1\r\nu\r\n0\r\n\r\n");
        assertThat(client.answer().status()).isEqualTo(200);
        assertThat(open.last().body()).isEqualTo("user=" + anna.user());
        assertThat(open.last().head()).doesNotContainIgnoringCase("transfer-encoding");
    }

    @Test
    void aQueryJsonAndTheSignInOfHttpAreFilledIn() {
        client.get(open.url("/q?u=%5Cu&x=%5Cusepackage"));
        assertThat(open.last().target()).isEqualTo("/q?u=" + anna.user() + "&x=%5Cusepackage");
        client.post(
                open.url("/j"),
                "application/json",
                "{\"user\":\"\\\\u\",\"path\":\"C:\\\\users\\\\p\",\"n\":\"caf\\u00e9\"}");
        assertThat(open.last().body())
                .isEqualTo("{\"user\":\"" + anna.user() + "\",\"path\":\"C:\\\\users\\\\p\",\"n\":\"caf\\u00e9\"}");
        var typed = Base64.getEncoder().encodeToString("\\u:\\p".getBytes(UTF_8));
        client.get(open.url("/b"), "Authorization: Basic " + typed + "\r\n");
        assertThat(open.last().header("Authorization"))
                .isEqualTo("Basic "
                        + Base64.getEncoder().encodeToString((anna.user() + ":" + anna.password()).getBytes(UTF_8)));
    }

    /** Row 15. */
    @Test
    void aFileBesideFilledFieldsStaysByteByByte() throws Exception {
        for (int megabytes : new int[] {0, 5}) {
            var file = new byte[megabytes * 1024 * 1024 + 100];
            new Random(1).nextBytes(file);
            System.arraycopy("\r\n\\p\r\n".getBytes(ISO_8859_1), 0, file, 40, 6);
            var bytes = new String(file, ISO_8859_1);
            var body = "--bb\r\nContent-Disposition: form-data; name=\"user\"\r\n\r\n\\u\r\n"
                    + "--bb\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a\"\r\n\r\n" + bytes + "\r\n"
                    + "--bb\r\nContent-Disposition: form-data; name=\"mail\"\r\n\r\n\\@\r\n--bb--\r\n";
            assertThat(client.post(open.url("/m"), "multipart/form-data; boundary=bb", body)
                            .status())
                    .isEqualTo(200);
            var got = open.last().body();
            assertThat(got).contains("\r\n\r\n" + anna.user() + "\r\n").contains("\r\n\r\n" + anna.address() + "\r\n");
            int from = got.indexOf("filename=\"a\"\r\n\r\n") + 16;
            assertThat(sha(got.substring(from, from + file.length))).isEqualTo(sha(bytes));
        }
    }

    private static String sha(String bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.getBytes(ISO_8859_1)));
    }

    /** Row 16. */
    @Test
    void aPasswordDoesNotGoOverTheNetworkInClearUnlessThatIsAllowed() {
        var refused = client.post(
                strict.url("/in"),
                FORM,
                "u=%5Cu&p=%5Cp",
                "Accept: text/html\r\n",
                "Accept-Language: pt\r\n",
                "Origin: http://127.0.0.1:" + strict.port() + "\r\n");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body())
                .contains("A sua senha não foi enviada".replace("ã", "Ã£"))
                .contains("127.0.0.1:" + strict.port());
        assertThat(client.get(strict.url("/?p=%5Cp")).status()).isEqualTo(403);
        assertThat(strict.seen).isEmpty();
        assertThat(client.post(strict.url("/in"), FORM, "u=%5Cu").status()).isEqualTo(200);
        await().until(() -> house.traffic.size() == 3);
        assertThat(house.traffic.getFirst())
                .isInstanceOfSatisfying(
                        Traffic.Refused.class, why -> assertThat(why.why()).isEqualTo(Traffic.Why.PLAIN_HTTP));
    }

    /** Row 12. */
    @Test
    void aCommandInAFormThatIsTooLongNeverReachesTheSite() {
        for (var body : List.of("u=%5Cu&x=" + "y".repeat(65_537), "x=" + "y".repeat(65_537) + "&u=%5Cu")) {
            var answer = client.post(open.url("/in"), FORM, body);
            assertThat(answer.status()).isEqualTo(413);
            assertThat(open.seen).isEmpty();
        }
        var later = "x=" + "y".repeat(3_000_000) + "&u=%5Cu&z=" + "y".repeat(3_000_000);
        try (var other = house.client()) {
            assertThat(other.post(open.url("/in"), FORM, later).status()).isEqualTo(413);
        }
        assertThat(open.seen).as("requests that arrived whole").isEmpty();
        var harmless = "x=" + "y".repeat(3_000_000);
        try (var other = house.client()) {
            assertThat(other.post(open.url("/in"), FORM, harmless).status()).isEqualTo(200);
        }
        assertThat(open.last().body()).isEqualTo(harmless);
    }

    @Test
    void whatCannotBeFilledInIsNotSent() {
        try (var bare = house.client()) {
            var answer = bare.post(open.url("/in"), FORM, "u=%5Cu0");
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.body()).contains("1 to 999");
        }
        assertThat(open.seen).isEmpty();
    }

    /** Row 9. */
    @Test
    void nothingInAFormMakesASecondRequest() {
        client.post(open.url("/in"), FORM, "u=%5Cu%0d%0aX:1&v=%5Cu");
        assertThat(open.last().body()).isEqualTo("u=%5Cu%0d%0aX:1&v=" + anna.user());
        client.get(open.url("/%0d%0aX:1?u=%5Cu%0d%0a"));
        assertThat(open.last().target()).isEqualTo("/%0d%0aX:1?u=" + anna.user());
        assertThat(open.last().head()).doesNotContain("\r\nX:1");
    }

    @Test
    void whatIsEncodedOrOfAnotherTypeIsLeftAlone() {
        client.post(open.url("/in"), FORM, "u=%5Cu", "Content-Encoding: gzip\r\n");
        assertThat(open.last().body()).isEqualTo("u=%5Cu");
        client.post(open.url("/in"), "text/plain", "u=%5Cu");
        assertThat(open.last().body()).isEqualTo("u=%5Cu");
        assertThat(house.traffic).isEmpty();
    }

    /** Row 11, first half; more of it, with little memory, when there is time. */
    @Test
    void aLargeUploadStreams() throws Exception {
        long megabytes = Boolean.getBoolean("chimera.test.long") ? 1_024 : 64;
        var counted = new AtomicLong();
        try (var site = TestSite.that((seen, in, out) -> {
            for (long left = Long.parseLong(seen.header("Content-Length")); left > 0; ) {
                int got = in.read(new byte[64 * 1024], 0, (int) Math.min(left, 64 * 1024));
                if (got < 0) return;
                left -= got;
                counted.addAndGet(got);
            }
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(ISO_8859_1));
        })) {
            client.send(
                    "PUT " + site.url("/big") + " HTTP/1.1\r\nHost: x\r\nX-Site: does not read\r\nProxy-Authorization: "
                            + ProxyHouse.ANNA + "\r\nContent-Length: " + megabytes * 1024 * 1024 + "\r\n\r\n");
            var megabyte = new byte[1024 * 1024];
            for (int i = 0; i < megabytes; i++) client.send(megabyte);
            assertThat(client.answer().status()).isEqualTo(200);
            assertThat(counted).hasValue(megabytes * 1024 * 1024);
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> house.proxy.requests() > 0);
    }
}
