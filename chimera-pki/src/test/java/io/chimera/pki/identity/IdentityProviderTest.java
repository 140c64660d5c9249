package io.chimera.pki.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import io.chimera.core.account.AccountId;
import io.chimera.core.disk.PrivateFolder;
import io.chimera.core.testing.SteppingClock;
import io.chimera.pki.disk.Ledger;
import io.chimera.pki.https.Json;
import io.chimera.pki.https.PinnedTrust;
import io.chimera.pki.https.Reply;
import io.chimera.pki.https.SecureClient;
import io.chimera.pki.identity.Limits.Rate;
import io.chimera.pki.lab.LabCa;
import io.chimera.pki.lab.LabCaSettings;
import io.chimera.pki.step.AuthorityFailed;
import io.chimera.pki.step.ProvisionerKey;
import io.chimera.pki.step.StepCa;
import io.chimera.pki.testing.Mailbox;
import io.chimera.pki.testing.Requests;
import io.chimera.pki.x509.Keys;
import io.chimera.pki.x509.SigningRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The identity provider over HTTPS, with a lab authority behind it. */
class IdentityProviderTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ProvisionerKey PEOPLE = ProvisionerKey.make("people");
    private static final ProvisionerKey SERVICES = ProvisionerKey.make("services");
    private static final AccountId ANA = new AccountId(1001);
    private static final AccountId NOBODY = new AccountId(4711);

    /** So wide that only the limit a test is about is met. */
    private static final Limits WIDE = new Limits(
            5,
            1000,
            1000,
            1000,
            Duration.ZERO,
            new Rate(10_000, Duration.ofMillis(1)),
            new Rate(10_000, Duration.ofMillis(1)));

    @TempDir
    private static Path authority;

    private static final SteppingClock CLOCK = new SteppingClock(Instant.now());
    private static LabCa lab;
    private static StepCa ca;

    @TempDir
    private Path folder;

    private final Mailbox mailbox = new Mailbox(ANA);
    private IdentityProvider provider;
    private SecureClient client;
    private HttpClient raw;

    @BeforeAll
    static void startAuthority() throws Exception {
        lab = authority(authority);
        ca = StepCa.bootstrap(lab.url(), lab.fingerprint(), CLOCK, PATIENCE);
    }

    @AfterAll
    static void stopAuthority() {
        lab.close();
        ca.close();
    }

    @BeforeEach
    void start() throws Exception {
        start(WIDE);
    }

    @AfterEach
    void stop() {
        provider.close();
        client.close();
    }

    @Test
    void theRightCodeGetsATokenForThisPersonAndThisRequest() throws Exception {
        var pair = Keys.make();
        var request = SigningRequest.make(pair, "1001");
        var opened = opened(ANA, request);

        var reply = verify(opened, mailbox.code(ANA, 1));

        assertThat(reply.status()).isEqualTo(200);
        var told = Json.read(reply.body(), Map.class);
        assertThat(told.get("caUrl")).isEqualTo(lab.url().toString());
        assertThat(told.get("audience")).isEqualTo(lab.url() + "/1.0/sign");
        assertThat(told.get("rootFingerprint")).isEqualTo(lab.fingerprint().hex());
        var expiresAt = Instant.parse(String.valueOf(told.get("expiresAt")));
        assertThat(Duration.between(CLOCK.instant(), expiresAt))
                .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(120));

        var jwt = SignedJWT.parse(String.valueOf(told.get("ott")));
        assertThat(jwt.verify(new ECDSAVerifier(PEOPLE.publicKey()))).isTrue();
        assertThat(jwt.getHeader().getKeyID())
                .isEqualTo(PEOPLE.publicKey().computeThumbprint().toString());
        var claims = jwt.getJWTClaimsSet();
        assertThat(claims.getSubject()).isEqualTo("1001");
        assertThat(claims.getIssuer()).isEqualTo("people");
        assertThat(claims.getJWTID()).matches("[0-9a-f]{64}");
        assertThat(claims.getJSONObjectClaim("cnf"))
                .isEqualTo(Map.of("x5rt#S256", request.digest().base64Url()));

        var chain = ca.sign(request, jwt.serialize());
        assertThat(chain.getFirst().getPublicKey()).isEqualTo(pair.getPublic());
    }

    @Test
    void aTokenIsNoGoodForAnotherKey() throws Exception {
        var opened = opened(ANA, SigningRequest.make(Keys.make(), "1001"));
        var token = Json.read(verify(opened, mailbox.code(ANA, 1)).body(), Map.class)
                .get("ott");

        assertThatThrownBy(() -> ca.sign(SigningRequest.make(Keys.make(), "1001"), String.valueOf(token)))
                .isInstanceOf(AuthorityFailed.class);
    }

    @Test
    void theLetterNamesTheDeviceAndWarns() throws Exception {
        var body = Json.write(body(ANA, SigningRequest.make(Keys.make(), "1001"), "Notebook da Ana"));
        send(request("/v1/challenges", body));
        mailbox.code(ANA, 1);

        assertThat(mailbox.letters(ANA).getFirst())
                .contains("Notebook da Ana", "127.0.0.1", "5 minutos", "Nunca encaminhe");
    }

    @Test
    void theLetterIsInEnglishForWhoPrefersIt() throws Exception {
        var body = Json.write(body(ANA, SigningRequest.make(Keys.make(), "1001"), "Laptop"));
        send(request("/v1/challenges", body).header("Accept-Language", "en-GB,pt;q=0.5"));
        mailbox.code(ANA, 1);

        assertThat(mailbox.letters(ANA).getFirst()).contains("Never forward this code");
    }

    @Test
    void fiveWrongCodesEndAChallenge() throws Exception {
        var opened = opened(ANA, SigningRequest.make(Keys.make(), "1001"));
        var code = mailbox.code(ANA, 1);

        for (var i = 0; i < 5; i++)
            assertThat(verify(opened, wrong(code)).status()).isEqualTo(401);

        assertThat(verify(opened, code).status()).isEqualTo(401);
    }

    @Test
    void theFifthTryMayStillBeRight() throws Exception {
        var opened = opened(ANA, SigningRequest.make(Keys.make(), "1001"));
        var code = mailbox.code(ANA, 1);

        for (var i = 0; i < 4; i++) verify(opened, wrong(code));

        assertThat(verify(opened, code).status()).isEqualTo(200);
    }

    @Test
    void aCodeWorksOnce() throws Exception {
        var opened = opened(ANA, SigningRequest.make(Keys.make(), "1001"));
        var code = mailbox.code(ANA, 1);
        Callable<Integer> prove = () -> verify(opened, code).status();

        try (var askers = Executors.newVirtualThreadPerTaskExecutor()) {
            var statuses = new ArrayList<Integer>();
            for (var answer : askers.invokeAll(List.of(prove, prove, prove, prove))) statuses.add(answer.get());
            assertThat(statuses).containsExactlyInAnyOrder(200, 401, 401, 401);
        }
        assertThat(verify(opened, code).status()).isEqualTo(401);
    }

    @Test
    void aCodeIsWorthNothingAfterFiveMinutes() throws Exception {
        var first = opened(ANA, SigningRequest.make(Keys.make(), "1001"));
        CLOCK.advance(Duration.ofSeconds(299));
        assertThat(verify(first, mailbox.code(ANA, 1)).status()).isEqualTo(200);

        var second = opened(ANA, SigningRequest.make(Keys.make(), "1001"));
        CLOCK.advance(Duration.ofSeconds(300));
        assertThat(verify(second, mailbox.code(ANA, 2)).status()).isEqualTo(401);
    }

    @Test
    void aCodeIsGoodForItsOwnChallengeOnly() throws Exception {
        var first = opened(ANA, SigningRequest.make(Keys.make(), "1001"));
        mailbox.code(ANA, 1);
        var second = opened(ANA, SigningRequest.make(Keys.make(), "1001"));
        var code = mailbox.code(ANA, 2);

        assertThat(verify(first, code).status()).isEqualTo(401);
        assertThat(verify(second, code).status()).isEqualTo(200);
    }

    @Test
    void theAnswerDoesNotTellWhoExists() throws Exception {
        var known = ask(ANA, SigningRequest.make(Keys.make(), "1001"), "Laptop");
        var unknown = ask(NOBODY, SigningRequest.make(Keys.make(), "4711"), "Laptop");

        assertThat(unknown.status()).isEqualTo(known.status()).isEqualTo(202);
        assertThat(shape(unknown)).isEqualTo(shape(known));

        var wrongHere = verify(id(known), "00000000");
        var wrongThere = verify(id(unknown), "00000000");
        var neverWas = verify("A".repeat(22), "00000000");
        assertThat(List.of(wrongThere.status(), neverWas.status())).containsOnly(wrongHere.status());
        assertThat(List.of(text(wrongThere), text(neverWas))).containsOnly(text(wrongHere));
    }

    @Test
    void theAnswerDoesNotWaitForTheDelivery() throws Exception {
        provider.close();
        var letGo = new CountDownLatch(1);
        provider = IdentityProvider.start(
                settings(WIDE),
                keys(),
                (to, text) -> {
                    try {
                        letGo.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    mailbox.send(to, text);
                },
                CLOCK);
        connect();

        var opened = opened(ANA, SigningRequest.make(Keys.make(), "1001"));
        assertThat(mailbox.letters(ANA)).isEmpty();
        letGo.countDown();

        assertThat(verify(opened, mailbox.code(ANA, 1)).status()).isEqualTo(200);
    }

    @Test
    void aSenderThatBreaksDoesNotStopTheNextLetter() throws Exception {
        provider.close();
        var first = new CountDownLatch(1);
        provider = IdentityProvider.start(
                settings(WIDE),
                keys(),
                (to, text) -> {
                    if (first.getCount() > 0) {
                        first.countDown();
                        throw new IllegalStateException("the sender is broken");
                    }
                    mailbox.send(to, text);
                },
                CLOCK);
        connect();

        for (var i = 0; i < 5; i++) opened(ANA, SigningRequest.make(Keys.make(), "1001"));

        await().until(() -> mailbox.letters(ANA).size() == 4);
    }

    @Test
    void challengesSurviveARestart() throws Exception {
        var opened = opened(ANA, SigningRequest.make(Keys.make(), "1001"));
        var code = mailbox.code(ANA, 1);

        provider.close();
        client.close();
        start(WIDE);

        assertThat(verify(opened, code).status()).isEqualTo(200);
    }

    @Test
    void aPersonHasThreeOpenChallengesAtMost() throws Exception {
        restart(new Limits(5, 3, 1000, 1000, Duration.ZERO, WIDE.questions(), WIDE.challenges()));
        var first = opened(ANA, SigningRequest.make(Keys.make(), "1001"));
        CLOCK.advance(Duration.ofMinutes(1));
        opened(ANA, SigningRequest.make(Keys.make(), "1001"));
        var elsewhere = from(
                InetAddress.getByAddress(new byte[] {127, 0, 0, 2}),
                body(ANA, SigningRequest.make(Keys.make(), "1001"), "Laptop"));
        assertThat(elsewhere).isEqualTo(202);

        var fourth = ask(ANA, SigningRequest.make(Keys.make(), "1001"), "Laptop");
        assertThat(fourth.status()).isEqualTo(429);
        assertThat(fourth.retryAfter()).contains(Duration.ofMinutes(4));

        assertThat(verify(first, mailbox.code(ANA, 1)).status()).isEqualTo(200);
        assertThat(ask(ANA, SigningRequest.make(Keys.make(), "1001"), "Laptop").status())
                .isEqualTo(202);
    }

    @Test
    void aPersonIsWrittenToSoOftenADayAndNoMore() throws Exception {
        restart(new Limits(5, 1000, 3, 1000, Duration.ZERO, WIDE.questions(), WIDE.challenges()));
        for (var i = 0; i < 3; i++) {
            opened(NOBODY, SigningRequest.make(Keys.make(), "4711"));
            CLOCK.advance(Duration.ofHours(1));
        }

        var fourth = ask(NOBODY, SigningRequest.make(Keys.make(), "4711"), "Laptop");
        assertThat(fourth.status()).isEqualTo(429);
        assertThat(fourth.retryAfter()).contains(Duration.ofHours(21));
        assertThat(ask(ANA, SigningRequest.make(Keys.make(), "1001"), "Laptop").status())
                .isEqualTo(202);

        CLOCK.advance(Duration.ofHours(21));
        opened(NOBODY, SigningRequest.make(Keys.make(), "4711"));
    }

    @Test
    void oneAskerPausesBetweenCodesForTheSamePerson() throws Exception {
        restart(new Limits(5, 1000, 1000, 1000, Duration.ofMinutes(1), WIDE.questions(), WIDE.challenges()));
        opened(ANA, SigningRequest.make(Keys.make(), "1001"));
        CLOCK.advance(Duration.ofSeconds(59));
        assertThat(ask(ANA, SigningRequest.make(Keys.make(), "1001"), "Laptop").retryAfter())
                .contains(Duration.ofSeconds(1));

        CLOCK.advance(Duration.ofSeconds(1));

        opened(ANA, SigningRequest.make(Keys.make(), "1001"));
    }

    @Test
    void whoAnswersRightlyNeedNotWait() throws Exception {
        restart(new Limits(5, 1, 1, 1, Duration.ofMinutes(1), WIDE.questions(), WIDE.challenges()));

        for (var i = 1; i <= 3; i++) {
            var opened = opened(ANA, SigningRequest.make(Keys.make(), "1001"));
            assertThat(verify(opened, mailbox.code(ANA, i)).status()).isEqualTo(200);
        }
    }

    @Test
    void oneAskerCannotUseUpAPersonsDay() throws Exception {
        restart(new Limits(5, 1000, 10, 4, Duration.ZERO, WIDE.questions(), WIDE.challenges()));
        for (var i = 0; i < 4; i++) opened(ANA, SigningRequest.make(Keys.make(), "1001"));

        assertThat(ask(ANA, SigningRequest.make(Keys.make(), "1001"), "Laptop").status())
                .isEqualTo(429);
        var elsewhere = from(
                InetAddress.getByAddress(new byte[] {127, 0, 0, 2}),
                body(ANA, SigningRequest.make(Keys.make(), "1001"), "Laptop"));
        assertThat(elsewhere).isEqualTo(202);
    }

    @Test
    void aFloodIsAnsweredWith429WhateverItAsks() throws Exception {
        restart(new Limits(5, 1000, 1000, 1000, Duration.ZERO, new Rate(10, Duration.ofSeconds(3)), WIDE.challenges()));

        var statuses = new ArrayList<Integer>();
        for (var i = 0; i < 30; i++)
            statuses.add(verify("A".repeat(22), "00000000").status());

        assertThat(statuses.subList(0, 10)).containsOnly(401);
        assertThat(statuses.subList(10, 30)).containsOnly(429);
        var more = ask(ANA, SigningRequest.make(Keys.make(), "1001"), "Laptop");
        assertThat(more.status()).isEqualTo(429);
        assertThat(more.retryAfter()).contains(Duration.ofSeconds(3));
        CLOCK.advance(Duration.ofSeconds(3));
        assertThat(verify("A".repeat(22), "00000000").status()).isEqualTo(401);
    }

    @Test
    void allAskersTogetherHaveALimitToo() throws Exception {
        restart(new Limits(5, 1000, 1000, 1000, Duration.ZERO, WIDE.questions(), new Rate(2, Duration.ofSeconds(10))));
        opened(ANA, SigningRequest.make(Keys.make(), "1001"));
        opened(NOBODY, SigningRequest.make(Keys.make(), "4711"));

        assertThat(ask(ANA, SigningRequest.make(Keys.make(), "1001"), "Laptop").retryAfter())
                .contains(Duration.ofSeconds(10));
    }

    @Test
    void requestsThatAreNotAsDocumentedAreRefused() throws Exception {
        var good = SigningRequest.make(Keys.make(), "1001").pem();
        var bodies = List.of(
                "{",
                "[]",
                "null",
                "\"x\"",
                "{}",
                json("1001", good, "Laptop") + "{}",
                json("1001", good, "Laptop").replace("}", ",\"more\":1}"),
                json("1001", good, "Laptop").replace("}", ",\"deviceName\":\"Other\"}"),
                json("1001", good, "Laptop").replace("\"1001\"", "1001"),
                json("1001", good, "Laptop").replace("\"1001\"", "null"),
                json("0", good, "Laptop"),
                json("01001", good, "Laptop"),
                json("12345678901234567", good, "Laptop"),
                json("²", good, "Laptop"),
                json("1001'; drop table challenge; --", good, "Laptop"),
                json("1001", good, ""),
                json("1001", good, "visit evil.example/now"),
                json("1001", good, "two\\nlines"),
                json("1001", good, "x".repeat(41)),
                json("1001", "", "Laptop"),
                json("1001", "no csr", "Laptop"),
                json("1001", good + good, "Laptop"),
                json("1002", good, "Laptop"),
                json("1001", Requests.pem(Requests.pair("RSA1024"), "CN=1001"), "Laptop"),
                json("1001", Requests.pem(Requests.pair("RSA2048"), "SHA1withRSA", "CN=1001"), "Laptop"),
                json(
                        "1001",
                        Requests.pem(Keys.make(), "CN=1001", new GeneralName(GeneralName.dNSName, "ca.lan")),
                        "Laptop"));

        for (var body : bodies) {
            var response = send(request("/v1/challenges", body.getBytes(StandardCharsets.UTF_8)));
            assertThat(response.statusCode()).as(body).isEqualTo(400);
            assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
            assertThat(response.body()).contains("\"status\":400", "\"title\"", "\"detail\"");
        }
        assertThat(mailbox.letters(ANA)).isEmpty();
    }

    @Test
    void pathsMethodsAndTypesThatDoNotExistAreToldSo() throws Exception {
        var body = json("1001", SigningRequest.make(Keys.make(), "1001").pem(), "Laptop")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(client.get("/v1/nothing").status()).isEqualTo(404);
        assertThat(client.get("/health").status()).isEqualTo(200);
        assertThat(client.get("/v1/challenges").status()).isEqualTo(405);
        assertThat(send(request("/v1/challenges", body).setHeader("Content-Type", "text/plain"))
                        .statusCode())
                .isEqualTo(415);
        assertThat(client.post("/v1/challenges/x/verify", Map.of("code", "123")).status())
                .isEqualTo(400);
        assertThat(client.post("/registration", Map.of("number", "1001")).status())
                .isEqualTo(404);
    }

    @Test
    void whatIsTheSameForEverybodyIsNotLookedUpWithoutEnd() throws Exception {
        for (var i = 0; i < 300; i++) {
            assertThat(client.get("/v1/standing").status()).isEqualTo(200);
            assertThat(client.get("/health").status()).isEqualTo(200);
        }

        var refused = client.get("/v1/standing");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.retryAfter()).contains(Duration.ofSeconds(1));
        assertThat(client.get("/health").status()).isEqualTo(429);

        CLOCK.advance(Duration.ofMillis(50));
        assertThat(client.get("/v1/standing").status()).isEqualTo(200);
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() throws Exception {
        var large = json("1001", "x".repeat(20_000), "Laptop").getBytes(StandardCharsets.UTF_8);

        var response = send(request("/v1/challenges", large));

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
    }

    @Test
    void randomRequestsAreRefusedAndNothingBreaks() throws Exception {
        var random = new Random(7);
        for (var i = 0; i < 300; i++) {
            var bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            var body = i % 3 == 0
                    ? bytes
                    : json("1001", i % 3 == 1 ? Requests.armoured(bytes) : text(bytes), "Laptop")
                            .getBytes(StandardCharsets.UTF_8);
            assertThat(send(request("/v1/challenges", body)).statusCode())
                    .as("seed 7, round %d", i)
                    .isEqualTo(400);
        }
        assertThat(opened(ANA, SigningRequest.make(Keys.make(), "1001"))).isNotBlank();
    }

    @Test
    void whatHappenedIsInTheAuditAndNothingSecretIs() throws Exception {
        var request = SigningRequest.make(Keys.make(), "1001");
        var opened = opened(ANA, request);
        var code = mailbox.code(ANA, 1);
        verify(opened, wrong(code));
        var token =
                String.valueOf(Json.read(verify(opened, code).body(), Map.class).get("ott"));
        opened(NOBODY, SigningRequest.make(Keys.make(), "4711"));
        stop();

        var folderHere = PrivateFolder.open(folder.resolve("identity"));
        try (var ledger = Ledger.open(folderHere, "identity.db", "pki/identity")) {
            var rows = ledger.read(
                    sql -> sql.sql("select * from audit order by id").query().listOfRows());
            assertThat(rows)
                    .extracting(row -> row.get("event"))
                    .contains("ASKED", "WRONG_CODE", "PROVEN", "UNDELIVERABLE");
            assertThat(rows).allSatisfy(row -> assertThat(row.get("asker")).isEqualTo("127.0.0.1"));
            assertThat(rows)
                    .filteredOn(row -> row.get("event").equals("PROVEN"))
                    .singleElement()
                    .satisfies(row -> {
                        assertThat(row.get("challenge")).isEqualTo(opened);
                        assertThat(row.get("request"))
                                .isEqualTo(request.digest().hex());
                        assertThat(row.get("token"))
                                .isEqualTo(
                                        SignedJWT.parse(token).getJWTClaimsSet().getJWTID());
                    });
            assertThatThrownBy(() -> ledger.change(
                            sql -> sql.sql("update audit set event = 'PROVEN'").update()))
                    .hasMessageContaining("append-only");
            assertThatThrownBy(() ->
                            ledger.change(sql -> sql.sql("delete from audit").update()))
                    .hasMessageContaining("append-only");
        }
        start();
        var bytes = Files.readString(folder.resolve("identity/identity.db"), StandardCharsets.ISO_8859_1);
        assertThat(bytes).contains(opened).doesNotContain(code, token);
    }

    @Test
    void itsCertificateIsRenewedWhileItRuns() throws Exception {
        try (var own = ServiceCertificate.obtain(ca, SERVICES, List.of("127.0.0.1"), CLOCK)) {
            var first = own.get().certificate();
            own.round();
            assertThat(own.get().certificate()).isEqualTo(first);

            CLOCK.advance(Duration.ofHours(161));
            own.round();

            assertThat(own.get().certificate()).isNotEqualTo(first);
            assertThat(own.get().certificate().getNotAfter()).isAfter(first.getNotAfter());
        }
    }

    @Test
    void itsCertificateStaysWhileTheAuthorityIsAway() throws Exception {
        try (var gone = authority(folder.resolve("gone"));
                var ofGone = StepCa.bootstrap(gone.url(), gone.fingerprint(), CLOCK, PATIENCE);
                var own = ServiceCertificate.obtain(ofGone, SERVICES, List.of("127.0.0.1"), CLOCK)) {
            var first = own.get().certificate();
            gone.close();
            CLOCK.advance(Duration.ofHours(161));

            var lookAgain = own.round();

            assertThat(own.get().certificate()).isEqualTo(first);
            assertThat(lookAgain).isEqualTo(CLOCK.instant().plus(Duration.ofMinutes(1)));
        }
    }

    @Test
    void itDoesNotStartWithoutAnAuthority() throws Exception {
        var gone = authority(folder.resolve("gone"));
        gone.close();

        assertThatThrownBy(() ->
                        IdentityProvider.start(settings(folder.resolve("other"), gone, WIDE), keys(), mailbox, CLOCK))
                .isInstanceOf(AuthorityFailed.class);
    }

    @Test
    void itDoesNotStartWithAKeyTheAuthorityDoesNotKnow() {
        provider.close();
        var strange = new IdentityProvider.Provisioners(PEOPLE, ProvisionerKey.make("services"));

        assertThatThrownBy(() -> IdentityProvider.start(settings(WIDE), strange, mailbox, CLOCK))
                .isInstanceOf(AuthorityFailed.class);
    }

    private void start(Limits limits) throws Exception {
        provider = IdentityProvider.start(settings(limits), keys(), mailbox, CLOCK);
        connect();
    }

    private void restart(Limits limits) throws Exception {
        provider.close();
        client.close();
        start(limits);
    }

    private void connect() {
        raw = HttpClient.newBuilder()
                .sslContext(new PinnedTrust(ca.root(), CLOCK).context())
                .build();
        client = new SecureClient(provider.url(), new PinnedTrust(ca.root(), CLOCK).context(), CLOCK, PATIENCE);
    }

    private static LabCa authority(Path home) throws IOException {
        return LabCa.start(
                LabCaSettings.onLoopback(home.resolve("ca"), 0),
                new LabCa.Provisioners("people", PEOPLE.publicKey(), "services", SERVICES.publicKey()),
                CLOCK);
    }

    private ProviderSettings settings(Limits limits) {
        return settings(folder.resolve("identity"), lab, limits);
    }

    private static ProviderSettings settings(Path home, LabCa ca, Limits limits) {
        return ProviderSettings.usual(
                        home,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        List.of("127.0.0.1", "localhost"),
                        ca.url(),
                        ca.fingerprint())
                .with(limits);
    }

    private static IdentityProvider.Provisioners keys() {
        return new IdentityProvider.Provisioners(PEOPLE, SERVICES);
    }

    private String opened(AccountId person, SigningRequest request) throws Exception {
        var reply = ask(person, request, "Laptop");
        assertThat(reply.status()).as(text(reply)).isEqualTo(202);
        return id(reply);
    }

    private Reply ask(AccountId person, SigningRequest request, String device) throws Exception {
        return client.post("/v1/challenges", body(person, request, device));
    }

    private Reply verify(String challenge, String code) throws Exception {
        return client.post("/v1/challenges/" + challenge + "/verify", Map.of("code", code));
    }

    private static Map<String, String> body(AccountId person, SigningRequest request, String device) {
        return Map.of("telegramId", person.toString(), "csr", request.pem(), "deviceName", device);
    }

    private static String json(String id, String csr, String device) {
        return "{\"telegramId\":\"%s\",\"csr\":\"%s\",\"deviceName\":\"%s\"}"
                .formatted(id, csr.replace("\n", "\\n"), device);
    }

    private HttpRequest.Builder request(String path, byte[] body) {
        return HttpRequest.newBuilder(provider.url().resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return raw.send(request.build(), BodyHandlers.ofString());
    }

    private int from(InetAddress address, Map<String, String> body) throws Exception {
        var context = new PinnedTrust(ca.root(), CLOCK).context();
        try (var http = HttpClient.newBuilder()
                .sslContext(context)
                .localAddress(address)
                .build()) {
            return http.send(request("/v1/challenges", Json.write(body)).build(), BodyHandlers.ofString())
                    .statusCode();
        }
    }

    private static String id(Reply reply) throws Exception {
        return String.valueOf(Json.read(reply.body(), Map.class).get("challengeId"));
    }

    private static Object shape(Reply reply) throws Exception {
        return Json.read(reply.body(), Map.class).keySet();
    }

    private static String wrong(String code) {
        return (code.charAt(0) == '0' ? '1' : '0') + code.substring(1);
    }

    private static String text(Reply reply) {
        return new String(reply.body().bytes(), StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).replaceAll("[\\p{Cntrl}\"\\\\]", "?");
    }
}
