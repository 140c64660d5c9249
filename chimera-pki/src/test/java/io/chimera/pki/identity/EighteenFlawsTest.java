package io.chimera.pki.identity;

import static io.chimera.pki.identity.ProviderScene.ANA;
import static io.chimera.pki.identity.ProviderScene.BRUNO;
import static io.chimera.pki.identity.ProviderScene.NOBODY;
import static io.chimera.pki.identity.ProviderScene.key;
import static io.chimera.pki.identity.ProviderScene.read;
import static io.chimera.pki.identity.ProviderScene.text;
import static io.chimera.pki.identity.ProviderScene.wrong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import io.chimera.core.account.AccountId;
import io.chimera.core.disk.PrivateFolder;
import io.chimera.core.disk.TooOpen;
import io.chimera.core.identity.CodeSender.UndeliverableCode;
import io.chimera.core.identity.RevocationReason;
import io.chimera.core.provider.Register.Entry;
import io.chimera.core.provider.Register.Event;
import io.chimera.pki.https.Json;
import io.chimera.pki.identity.ProviderScene.Person;
import io.chimera.pki.step.AuthorityFailed;
import io.chimera.pki.step.OneTimeToken;
import io.chimera.pki.step.ProvisionerKey;
import io.chimera.pki.x509.Keys;
import io.chimera.pki.x509.SigningRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What was wrong with the first Chimera's identity provider, tried on this one. */
class EighteenFlawsTest {

    @TempDir
    private Path folder;

    private final Map<String, HttpClient> elsewhere = new HashMap<>();
    private ProviderScene scene;
    private IdentityProvider provider;
    private Person person;

    @BeforeEach
    void start() throws Exception {
        scene = new ProviderScene(folder);
        begin(ProviderSettings::servingTheFirstChimera);
    }

    @AfterEach
    void stop() throws Exception {
        elsewhere.values().forEach(HttpClient::shutdownNow);
        scene.close();
    }

    private void begin(UnaryOperator<ProviderSettings> altered) throws Exception {
        if (provider != null) provider.close();
        provider = scene.start("identity", altered);
        person = scene.person(provider);
    }

    @Test
    void flaw01CommandsCannotBeInjected() throws Exception {
        var marker = folder.resolve("marker");
        for (var id : List.of(
                "1; touch " + marker, "$(touch " + marker + ")", "`touch " + marker + "`", "1\ntouch " + marker)) {
            assertThat(person.post("/revoke_token", Map.of("number", id)).status())
                    .isEqualTo(410);
            assertThat(text(person.post("/registration", Map.of("number", id)))).isEqualTo("Error, invalid number");
            assertThat(person.ask(id).status()).isEqualTo(400);
        }
        assertThat(marker).doesNotExist();
    }

    @Test
    void flaw02NobodyGetsATokenThatRevokesAndOneForOneSerialRevokesNoOther() throws Exception {
        assertThat(person.post("/revoke_token", Map.of("number", "1001")).status())
                .isEqualTo(410);
        assertThat(text(person.post("/revoke_token", Map.of("number", "1001")))).doesNotContain("eyJ");

        var anas = person.enrol(ANA, "Laptop");
        var brunos = person.enrol(BRUNO, "Phone");
        var stolen = OneTimeToken.toRevoke(
                scene.provisioner(),
                scene.ca.revokeAudience(),
                anas.certificate().getSerialNumber(),
                scene.clock.instant(),
                Duration.ofSeconds(60));
        assertThatThrownBy(() -> scene.ca.revoke(
                        brunos.certificate().getSerialNumber(), stolen, RevocationReason.UNSPECIFIED, ""))
                .isInstanceOf(AuthorityFailed.class);
        assertThat(scene.ca.renew(brunos)).isNotEmpty();
    }

    @Test
    void flaw03SqlCannotBeInjected() throws Exception {
        for (var id : List.of("1' or '1'='1", "1001'; drop table challenge; --", "1001 union select 1")) {
            assertThat(person.ask(id).status()).isEqualTo(400);
            assertThat(text(person.post("/registration", Map.of("number", id)))).isEqualTo("Error, invalid number");
        }
        assertThat(person.verify("x%27%20or%20%271%27=%271", "12345678").status())
                .isEqualTo(404);
        assertThat(person.ask(ANA, SigningRequest.make(Keys.make(), "1001"), "O'Brien (x) --")
                        .status())
                .isEqualTo(202);
        assertThat(entries())
                .first()
                .satisfies(entry -> assertThat(entry.detail()).isEqualTo("O'Brien (x) --"));
    }

    @Test
    void flaw04GuessingIsFiveTriesAChallengeAndFewADay() throws Exception {
        begin(settings -> settings.with(Limits.USUAL));
        var request = SigningRequest.make(Keys.make(), "1001");
        var end = scene.clock.instant().plus(Duration.ofDays(1));
        var guesses = 0;
        while (scene.clock.instant().isBefore(end)) {
            var asked = person.ask(ANA, request, "Laptop");
            if (asked.status() == 429) {
                scene.clock.advance(asked.retryAfter().orElseThrow());
                continue;
            }
            var challenge = String.valueOf(read(asked).get("challengeId"));
            var code = scene.mailbox.code(ANA, scene.mailbox.letters(ANA).size());
            for (var i = 0; i < 8; i++) {
                scene.clock.advance(Duration.ofSeconds(3));
                person.verify(challenge, wrong(code));
            }
            guesses = (int) count(Event.WRONG_CODE);
            assertThat(person.verify(challenge, code).status()).isIn(401, 429);
        }
        // From one address. Twenty challenges a person and day, whoever asks, are a hundred guesses: one in a million.
        assertThat(guesses).isEqualTo(Limits.USUAL.tries() * Limits.USUAL.dailyByOneForOne());
        assertThat(Limits.USUAL.tries() * Limits.USUAL.dailyForOne() / 1e8).isLessThanOrEqualTo(1e-6);
    }

    @Test
    void flaw05CodesComeFromASecureSource() throws Exception {
        try (var code = Codes.class.getResourceAsStream("Codes.class")) {
            var constants = new String(code.readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(constants).contains("java/security/SecureRandom").doesNotContain("java/util/Random");
        }
    }

    @Test
    void flaw06ACodeIsBoundToWhoAskedAndATokenToTheirKey() throws Exception {
        var victims = SigningRequest.make(Keys.make(), "1001");
        var attackers = SigningRequest.make(Keys.make(), "1001");
        var hers = person.opened(ANA, victims);
        var his = person.opened(ANA, attackers);
        await().until(() -> scene.mailbox.letters(ANA).size() == 2);
        var codes = List.of(scene.mailbox.code(ANA, 1), scene.mailbox.code(ANA, 2));
        var proven = codes.stream()
                .map(code -> tried(hers, code))
                .filter(reply -> reply.status() == 200)
                .findFirst()
                .orElseThrow();
        var token = String.valueOf(read(proven).get("ott"));

        assertThatThrownBy(() -> scene.ca.sign(attackers, token)).isInstanceOf(AuthorityFailed.class);
        assertThat(his).isNotEqualTo(hers);
        // The first Chimera's codes at least belong to an address.
        person.post("/registration", Map.of("number", "1001"));
        await().until(() -> scene.mailbox.letters(ANA).size() == 3);
        var body = Map.of("number", "1001", "token", scene.mailbox.code(ANA, 3));
        assertThat(from("127.0.0.2", "/send_token", body)).contains("wrong Telegram token");
        assertThat(from("127.0.0.1", "/send_token", body)).contains("eyJ");
    }

    @Test
    void flaw07NothingSecretIsLoggedEvenAtTrace() throws Exception {
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var before = root.getLevel();
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        var others = new ArrayList<Appender<ILoggingEvent>>();
        root.iteratorForAppenders().forEachRemaining(others::add);
        others.forEach(root::detachAppender);
        root.addAppender(lines);
        root.setLevel(Level.TRACE);
        String code;
        String token;
        try {
            var challenge = person.opened(ANA, SigningRequest.make(Keys.make(), "1001"));
            code = scene.mailbox.code(ANA, 1);
            person.verify(challenge, wrong(code));
            token = String.valueOf(read(person.verify(challenge, code)).get("ott"));
            person.post("/send_token", Map.of("number", "1001", "token", code));
        } finally {
            root.setLevel(before);
            root.detachAppender(lines);
            others.forEach(root::addAppender);
        }
        assertThat(lines.list).isNotEmpty();
        for (var line : List.copyOf(lines.list)) {
            assertThat(line.getFormattedMessage())
                    .doesNotContain(code, wrong(code), token, token.split("\\.")[2], "5a5a5a");
        }
        assertThat(new String(Files.readAllBytes(folder.resolve("identity/identity.db")), StandardCharsets.ISO_8859_1))
                .doesNotContain(code, token);
    }

    @Test
    void flaw08TheProvisionersKeyIsUnderAPasswordAndForItsOwnerOnly() throws Exception {
        var secrets = PrivateFolder.open(folder.resolve("provisioner"));
        var key = ProvisionerKey.make("people");
        secrets.write("token.key", key.sealed("the password"));
        secrets.write("password", "the password\n");
        var file = secrets.path().resolve("token.key");
        var password = secrets.path().resolve("password");

        assertThat(ProvisionerFiles.read("people", file, password)).isEqualTo(key);
        secrets.write("password", "senha");
        assertThatThrownBy(() -> ProvisionerFiles.read("people", file, password))
                .hasMessageContaining("cannot be opened");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> ProvisionerFiles.read("people", file, password))
                .isInstanceOf(TooOpen.class);
        assertThat(key.toString()).doesNotContain(key.key().getD().toString());
    }

    @Test
    void flaw09NobodyAloneLocksAPersonOut() throws Exception {
        begin(settings -> settings.with(Limits.USUAL));
        var request = SigningRequest.make(Keys.make(), "1001");
        var asked = Map.of("telegramId", "1001", "csr", request.pem(), "deviceName", "Laptop");
        for (var i = 0; i < 60; i++) { // an hour of somebody at another address
            from("127.0.0.9", "/v1/challenges", asked);
            scene.clock.advance(Duration.ofMinutes(1));
            if (i % 20 != 7) continue;
            var challenge = person.opened(ANA, request);
            var letters = scene.mailbox.letters(ANA).size();
            await().until(() -> scene.mailbox.letters(ANA).size() >= letters);
            assertThat(anyOf(challenge)).isTrue();
        }
    }

    @Test
    void flaw10APersonIsNotFlooded() throws Exception {
        begin(settings -> settings.with(Limits.USUAL));
        var request = SigningRequest.make(Keys.make(), "1001");
        for (var minute = 0; minute < 24 * 60; minute += 30) {
            for (var last = 1; last <= 3; last++) {
                var body = Map.of("telegramId", "1001", "csr", request.pem(), "deviceName", "Laptop");
                from("127.0.0." + last, "/v1/challenges", body);
            }
            scene.clock.advance(Duration.ofMinutes(30));
        }
        assertThat(count(Event.ASKED)).isEqualTo(Limits.USUAL.dailyForOne());
        assertThat(scene.mailbox.letters(ANA)).hasSizeLessThanOrEqualTo(Limits.USUAL.dailyForOne());
        assertThat(count(Event.LIMITED)).isPositive();
    }

    @Test
    void flaw11NeitherTheAnswerNorItsTimeTellsWhoExists() throws Exception {
        var slowly = Duration.ofMillis(200);
        provider.close();
        provider = scene.startWith(
                (to, text) -> {
                    if (to.equals(NOBODY)) throw new UndeliverableCode("nobody there");
                    try {
                        new CountDownLatch(1).await(slowly.toMillis(), TimeUnit.MILLISECONDS); // as a delivery takes
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                scene.settings("identity", UnaryOperator.identity()));
        person = scene.person(provider);
        var known = SigningRequest.make(Keys.make(), "1001");
        var unknown = SigningRequest.make(Keys.make(), "4711");
        time(ANA, known);
        time(NOBODY, unknown);
        var ofKnown = new ArrayList<Long>();
        var ofUnknown = new ArrayList<Long>();
        for (var i = 0; i < 60; i++) { // by turns, so that what else the machine does meets both
            ofKnown.add(time(ANA, known));
            ofUnknown.add(time(NOBODY, unknown));
        }
        var difference = Math.abs(quantile(ofKnown, 0.5) - quantile(ofUnknown, 0.5));
        var noise = quantile(ofKnown, 0.9) - quantile(ofKnown, 0.1);
        assertThat(Duration.ofNanos(difference))
                .as("noise %s", Duration.ofNanos(noise))
                .isLessThan(
                        Duration.ofNanos(Math.max(noise, Duration.ofMillis(10).toNanos())))
                .isLessThan(slowly.dividedBy(2));
        assertThat(read(person.ask(NOBODY, unknown, "x")).keySet())
                .isEqualTo(read(person.ask(ANA, known, "x")).keySet());
    }

    @Test
    void flaw12OfTwoWhoUseACodeAtOnceOneGetsAToken() throws Exception {
        for (var round = 1; round <= 5; round++) {
            var challenge = person.opened(ANA, SigningRequest.make(Keys.make(), "1001"));
            var code = scene.mailbox.code(ANA, round);
            Callable<Integer> prove = () -> person.verify(challenge, code).status();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var statuses = new ArrayList<Integer>();
                for (var answer : threads.invokeAll(List.of(prove, prove, prove))) statuses.add(answer.get());
                assertThat(statuses).containsExactlyInAnyOrder(200, 401, 401);
            }
        }
        assertThat(count(Event.PROVEN)).isEqualTo(5); // over two instances: TwoInstancesTest
    }

    @Test
    void flaw13ADeliveryThatHangsStopsNobody() throws Exception {
        provider.close();
        var never = new CountDownLatch(1);
        provider = scene.startWith(
                (to, text) -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                scene.settings("identity", UnaryOperator.identity()));
        person = scene.person(provider);
        for (var i = 0; i < 260; i++) {
            assertThat(person.ask(ANA, SigningRequest.make(Keys.make(), "1001"), "Laptop")
                            .status())
                    .isEqualTo(202);
        }
        var full = person.ask(ANA, SigningRequest.make(Keys.make(), "1001"), "Laptop");
        assertThat(full.status()).isEqualTo(429);
        assertThat(person.get("/v1/standing").status()).isEqualTo(200);
        never.countDown();
    }

    @Test
    void flaw14ErrorsAreStatusesAndTellNothingOfTheInside() throws Exception {
        var answers = List.of(
                person.get("/nothing"),
                person.get("/v1/challenges"),
                person.ask("²"),
                person.verify("A".repeat(22), "12345678"),
                person.post("/v1/challenges", "x".repeat(20_000)));
        assertThat(answers).extracting(io.chimera.pki.https.Reply::status).containsExactly(404, 405, 400, 401, 413);
        for (var answer : answers) {
            assertThat(text(answer))
                    .contains("\"detail\"")
                    .doesNotContain("Exception", "sql", "select", "io.chimera", "\tat ");
        }
    }

    @Test
    void flaw15ItsOwnCertificateIsRenewedWhileItRunsAndTlsIsModern() throws Exception {
        var first = provider.register().condition().certificateUntil();
        try (var socket = (SSLSocket) scene.trust()
                .context()
                .getSocketFactory()
                .createSocket("127.0.0.1", provider.url().getPort())) {
            assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
        }
        scene.clock.advance(Duration.ofHours(161));
        await().until(() -> provider.register().condition().certificateUntil().isAfter(first));
        assertThat(scene.person(provider).get("/health").status()).isEqualTo(200);
    }

    @Test
    void flaw16OnlyAsciiDigitsAreDigits() throws Exception {
        for (var id : List.of("²", "½", "१००१", "１００１", "0", "01", "1".repeat(17), "")) {
            assertThat(person.ask(id).status()).as(id).isEqualTo(400);
        }
    }

    @Test
    void flaw17TheAuditLeadsFromTheCodeToTheCertificateAndTakesNoForgedLines() throws Exception {
        var laptop = person.enrol(ANA, "Laptop");
        person.show(laptop);
        var certified = entries().getFirst();
        assertThat(certified.what()).isEqualTo(Event.CERTIFIED);
        assertThat(certified.detail())
                .isEqualTo(laptop.certificate().getSerialNumber().toString(16));
        assertThat(provider.register().find(ANA, key(laptop)).orElseThrow().serials())
                .containsExactly(certified.detail());
        for (var device : List.of("a\nb", "a;;b", "a\u2028b", "a\u202eb", "<b>")) {
            assertThat(person.ask(ANA, SigningRequest.make(Keys.make(), "1001"), device)
                            .status())
                    .isEqualTo(400);
        }
        assertThat(entries()).allSatisfy(entry -> assertThat(entry.detail()).matches("[\\p{L}\\p{N} '()_-]*"));
    }

    @Test
    void flaw18APersonIsToldOfEveryCertificateAndCanDisownIt() throws Exception {
        var thiefs = person.enrol(ANA, "Thief"); // by a stolen Telegram session
        scene.clock.advance(Duration.ofMinutes(1));
        await().until(() -> scene.mailbox.notices(ANA).stream().anyMatch(text -> text.contains("“Thief” (127.0.0.1)")));
        var own = person.enrol(ANA, "Laptop");

        assertThat(text(person.getAs(own, "/v1/me/computers"))).contains("Thief", "Laptop");
        assertThat(person.disownAs(own, thiefs, "KEY_COMPROMISE").status()).isEqualTo(204);
        assertThat(read(person.get("/v1/standing")).get("people")).isEqualTo(Map.of("1001", List.of(key(own).hex())));
    }

    private boolean anyOf(String challenge) throws Exception {
        for (var i = scene.mailbox.letters(ANA).size();
                i > Math.max(0, scene.mailbox.letters(ANA).size() - 4);
                i--) {
            if (person.verify(challenge, scene.mailbox.code(ANA, i)).status() == 200) return true;
        }
        return false;
    }

    private long time(AccountId whom, SigningRequest request) throws Exception {
        var begin = System.nanoTime();
        assertThat(person.ask(whom, request, "Laptop").status()).isEqualTo(202);
        return System.nanoTime() - begin;
    }

    private static long quantile(List<Long> times, double part) {
        return times.stream().sorted().toList().get((int) (times.size() * part));
    }

    private io.chimera.pki.https.Reply tried(String challenge, String code) {
        try {
            return person.verify(challenge, code);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private String from(String address, String path, Map<String, String> body) throws Exception {
        var http = elsewhere.computeIfAbsent(address, this::at);
        var request = HttpRequest.newBuilder(provider.url().resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.write(body)))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private HttpClient at(String address) {
        try {
            return HttpClient.newBuilder()
                    .sslContext(scene.trust().context())
                    .localAddress(InetAddress.getByName(address))
                    .build();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private List<Entry> entries() {
        return provider.register().audit(Optional.empty(), Long.MAX_VALUE, 100);
    }

    private long count(Event event) {
        var figures = provider.register().figures(Duration.ofDays(400));
        return switch (event) {
            case ASKED -> figures.asked();
            case PROVEN -> figures.proven();
            case WRONG_CODE -> figures.wrongCodes();
            case UNDELIVERABLE -> figures.undeliverable();
            case LIMITED -> figures.limited();
            case REVOKED -> figures.revoked();
            case CERTIFIED -> throw new IllegalArgumentException("not counted");
        };
    }
}
