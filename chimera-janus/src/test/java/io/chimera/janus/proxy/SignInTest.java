package io.chimera.janus.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.core.account.AccountId;
import io.chimera.core.janus.ProfileKey;
import io.chimera.core.janus.ProfileTag;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may use the proxy; rows 1 to 4 of the table of attacks. */
class SignInTest {

    private static final AccountId ANA = new AccountId(1);
    private static final String SECOND_BEST = "copper lantern winter bicycle";
    private static final String OTHER = ProxyHouse.signIn("anna", SECOND_BEST);

    private ProxyHouse house;
    private TestSite site;

    @BeforeEach
    void open() {
        house = ProxyHouse.open();
        site = TestSite.friendly();
    }

    @AfterEach
    void close() {
        site.close();
        house.close();
    }

    private Client.Answer ask(Client client, String signIn) {
        return client.send("GET " + site.url("/") + " HTTP/1.1\r\nHost: x\r\n"
                        + (signIn.isEmpty() ? "" : "Proxy-Authorization: " + signIn + "\r\n") + "\r\n")
                .answer();
    }

    @Test
    void whoSaysNothingIsAskedAndTheConnectionStays() {
        try (var client = house.client()) {
            client.send("POST " + site.url("/") + " HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello");
            var asked = client.answer();
            assertThat(asked.status()).isEqualTo(407);
            assertThat(asked.header("proxy-authenticate")).startsWith("Basic realm=\"Janus\"");
            assertThat(ask(client, ProxyHouse.ANNA).status()).isEqualTo(200);
            assertThat(site.last().head()).doesNotContainIgnoringCase("proxy-authorization");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic !!!",
                "Basic ",
                "Basic",
                "Bearer abc",
                "Basic bm9jb2xvbg==",
                "Basic OnNlY3JldA==",
                "Basic YW5uYTphAGI=",
                "Basic YW5uYTr/",
                "Basic YW5uYTo=",
                "Digest username=\"anna\""
            })
    void whatIsNoSignInIsAskedAgain(String header) {
        try (var client = house.client()) {
            assertThat(ask(client, header).status()).isEqualTo(407);
            assertThat(ask(client, ProxyHouse.ANNA).status()).isEqualTo(200);
        }
        assertThat(site.seen).hasSize(1);
    }

    @Test
    void aSignInOf60KilobytesIsAskedAgain() {
        try (var client = house.client()) {
            assertThat(ask(client, "Basic " + "QUFB".repeat(15_000)).status()).isEqualTo(407);
            assertThat(ask(client, "Basic YTo=\r\nProxy-Authorization: " + ProxyHouse.ANNA)
                            .status())
                    .isEqualTo(407);
        }
        assertThat(site.seen).isEmpty();
    }

    @Test
    void aWrongSecretAfterTheRightOneOnTheSameConnectionIsRefused() {
        try (var client = house.client()) {
            assertThat(ask(client, ProxyHouse.ANNA).status()).isEqualTo(200);
            var wrong = ask(client, OTHER);
            assertThat(wrong.status()).isEqualTo(407);
            assertThat(wrong.body()).contains("another secret");
            assertThat(ask(client, "").status()).isEqualTo(407);
            assertThat(ask(client, ProxyHouse.ANNA).status()).isEqualTo(200);
        }
        assertThat(site.seen).hasSize(2);
    }

    @Test
    void aProfileOfAPageIsRecognisedSharedAndLockedWithIt() throws Exception {
        try (var key = ProfileKey.of("anna", ProxyHouse.SECRET.toCharArray()).withMailDomain("anna.example");
                var client = house.client()) {
            house.desk.unlock(ANA, key);
            assertThat(ask(client, OTHER).status()).isEqualTo(407);
            var plain = ProxyHouse.signIn("anna", ProxyHouse.SECRET);
            assertThat(ask(client, plain).status()).isEqualTo(200);
            assertThat(house.desk.guests()).isZero();
            assertThat(house.proxy.sessions()).isEqualTo(1);
            house.desk.lock(ANA);
            assertThat(house.proxy.sessions()).isZero();
            // The browser still has the secret, and says it again.
            assertThat(ask(client, plain).status()).isEqualTo(200);
            assertThat(ask(client, OTHER).status()).isEqualTo(407);
        }
    }

    @Test
    void whatThisComputerRemembersIsRecognised() {
        house.notebook.remember("anna", new ProfileTag("0".repeat(32)));
        try (var client = house.client()) {
            assertThat(ask(client, ProxyHouse.ANNA).status()).isEqualTo(407);
        }
    }

    @Test
    void aWeakSecretIsRefusedWithTheReasonUnlessAKitStandsBesideIt() {
        try (var client = house.client()) {
            var weak = ask(client, ProxyHouse.signIn("bruno", "password1234"));
            assertThat(weak.status()).isEqualTo(407);
            assertThat(weak.body()).contains("could be guessed");
            assertThat(ask(client, ProxyHouse.signIn("bruno+kit", "password1234"))
                            .body())
                    .contains("After +kit");
            assertThat(ask(client, ProxyHouse.signIn("bruno+kit", "password1234 abcde-fghij-klmno-pqrst-uvwxy-a"))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aWholeProfileSaysItsEffort() {
        try (var client = house.client()) {
            assertThat(ask(client, ProxyHouse.signIn("janus1:std:carla", ProxyHouse.SECRET))
                            .status())
                    .isEqualTo(200);
            assertThat(ask(client, ProxyHouse.signIn("carla", ProxyHouse.SECRET))
                            .status())
                    .isEqualTo(200);
            assertThat(house.desk.guests()).isEqualTo(1);
            assertThat(ask(client, ProxyHouse.signIn("janus1:hard:carla", ProxyHouse.SECRET))
                            .status())
                    .isEqualTo(407);
        }
    }

    /** A browser opens six connections at once; one key is computed. */
    @Test
    void theSameSignInOnManyConnectionsIsLookedAtOnce() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(IntStream.range(0, 30)
                    .mapToObj(_ -> (Callable<Integer>) () -> {
                        try (var client = house.client()) {
                            return ask(client, ProxyHouse.ANNA).status();
                        }
                    })
                    .toList());
            for (var answer : answers) assertThat(answer.get()).isEqualTo(200);
        }
        assertThat(house.proxy.sessions()).isEqualTo(1);
    }

    /** Row 3. */
    @Test
    void whoTriesManySecretsWaitsAndWhoIsSignedInDoesNot() throws Exception {
        try (var good = house.client();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(ask(good, ProxyHouse.ANNA).status()).isEqualTo(200);
            var tries = IntStream.range(0, 100)
                    .mapToObj(i -> threads.submit(() -> {
                        try (var client = house.client()) {
                            return client.send("GET " + site.url("/") + " HTTP/1.1\r\nHost: x\r\nProxy-Authorization: "
                                            + ProxyHouse.signIn("anna", SECOND_BEST + i)
                                            + "\r\n\r\n")
                                    .answer()
                                    .status();
                        }
                    }))
                    .toList();
            int waiting = 0;
            for (int i = 0; i < 100; i++) {
                assertThat(ask(good, ProxyHouse.ANNA).status()).isEqualTo(200);
            }
            for (var one : tries) {
                var status = one.get();
                assertThat(status).isIn(407, 429, 503);
                if (status == 407) waiting++;
            }
            assertThat(waiting).as("secrets that were looked at").isBetween(1, 20);
        }
        assertThat(site.seen).hasSize(101);
    }

    /** A profile is locked, and its browser says the secret again, while somebody else is guessing. */
    @Test
    void whoWasRightBeforeWaitsForNobodyWhoGuesses() throws Exception {
        try (var key = ProfileKey.of("anna", ProxyHouse.SECRET.toCharArray()).withMailDomain("anna.example");
                var good = house.client()) {
            house.desk.unlock(ANA, key);
            assertThat(ask(good, ProxyHouse.ANNA).status()).isEqualTo(200);
            var sentAway = guessUntilSentAway();
            assertThat(Integer.parseInt(sentAway.header("retry-after"))).isBetween(20, 60);
            assertThat(sentAway.body()).contains("guessing");
            house.desk.lock(ANA);
            var from = System.nanoTime();
            assertThat(ask(good, ProxyHouse.ANNA).status()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(15));
            assertThat(ask(good, OTHER).status()).isEqualTo(429);
        }
    }

    /** Each has one more secret, and waits for its turn; nobody waits for them. */
    private Client.Answer guessUntilSentAway() {
        var away = new AtomicReference<Client.Answer>();
        var guesses = new AtomicInteger();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            Thread.ofVirtual().start(() -> {
                try (var client = house.client()) {
                    var answer = ask(client, ProxyHouse.signIn("anna", SECOND_BEST + guesses.incrementAndGet()));
                    if (answer.status() == 429) away.set(answer);
                } catch (UncheckedIOException _) {
                    // the house was closed before its turn
                }
            });
            return away.get() != null;
        });
        return away.get();
    }

    @Test
    void theHeaderIsDecodedByTheRules() throws Exception {
        var text = Base64.getEncoder().encodeToString("anna+KIT@anna.example:a b  c  d".getBytes(UTF_8));
        try (var key = SignIn.of(List.of("bAsIc " + text))) {
            assertThat(key.profile()).isEqualTo("anna");
            assertThat(key.secret()).containsExactly("a b  c ".toCharArray());
            assertThat(key.kit()).contains("d");
            assertThat(key.mailDomain()).contains("anna.example");
        }
    }
}
