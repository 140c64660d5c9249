package io.chimera.telegram.tdlib;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.chimera.telegram.nativelib.NoTdLibrary;
import io.chimera.telegram.nativelib.TdLibrary;
import io.chimera.telegram.testing.Native;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The genuine TDLib in this process, which is told before all else that there is no network. */
@Timeout(60)
class TdEngineTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private static Path shared;

    private static TdLibrary library;

    @TempDir
    private Path folder;

    private TdEngine engine;

    @BeforeAll
    static void findTheLibrary() throws NoTdLibrary {
        library = Native.unpacked(shared);
    }

    @BeforeEach
    void load() throws NoTdLibrary {
        engine = TdEngine.start(library, folder.resolve("not there yet/tdlib.log"));
    }

    @AfterEach
    void end() {
        engine.close();
    }

    @Test
    void itIsTheVersionThatIsPinned() {
        assertThat(engine.version()).isEqualTo(new TdVersion(1, 8, 67));
    }

    @Test
    void anAccountBeginsByAskingForATelephoneNumber() throws Exception {
        var ana = new Account("ana", "key");
        ana.await("authorizationStateWaitPhoneNumber");
        assertThat(ana.states())
                .containsExactly("authorizationStateWaitTdlibParameters", "authorizationStateWaitPhoneNumber");
        assertThat(ana.connections()).containsOnly("connectionStateWaitingForNetwork");
    }

    @Test
    void whatIsAskedIsAnsweredAndAnErrorIsAFailure() throws Exception {
        var ana = new Account("ana", "key");
        var question = ana.client.request("getOption").put("name", "version");
        assertThat(ana.ask(question).path("value").asString()).isEqualTo("1.8.67");
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> ana.ask(ana.client.request("noSuchRequest")))
                .withCauseInstanceOf(TdFailure.class)
                .withMessageContaining("Unknown class");
    }

    @Test
    void aThousandAnswersComeInTheOrderOfTheQuestions() throws Exception {
        var ana = new Account("ana", "key");
        var order = new CopyOnWriteArrayList<Integer>();
        var last = Stream.iterate(0, n -> n + 1)
                .limit(1_000)
                .map(n -> ana.client
                        .send(ana.client.request("testCallString").put("x", "n" + n))
                        .thenAccept(answer -> {
                            assertThat(answer.path("value").asString()).isEqualTo("n" + n);
                            order.add(n);
                        }))
                .toList()
                .getLast();
        last.get(20, SECONDS);
        assertThat(order).hasSize(1_000).isSorted();
    }

    @Test
    void severalAccountsHearTheirOwnNewsOnly() throws Exception {
        var ana = new Account("ana", "key");
        var bruno = new Account("bruno", "another key");
        ana.await("authorizationStateWaitPhoneNumber");
        bruno.await("authorizationStateWaitPhoneNumber");
        assertThat(ana.client.close(PATIENCE)).isTrue();
        assertThat(ana.states()).endsWith("authorizationStateClosing", "authorizationStateClosed");
        assertThat(bruno.states()).doesNotContain("authorizationStateClosed");
        bruno.ask(bruno.client.request("getOption").put("name", "version"));
    }

    @Test
    void aClosedAccountOpensAgainWithItsKeyAndWithNoOther() throws Exception {
        var first = new Account("ana", "key");
        first.await("authorizationStateWaitPhoneNumber");
        assertThat(first.client.close(PATIENCE)).isTrue();

        var stranger = new Account("ana", "not the key");
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(stranger::opened)
                .withMessageContaining("Wrong database encryption key");
        assertThat(stranger.client.close(PATIENCE)).isTrue();

        new Account("ana", "key").await("authorizationStateWaitPhoneNumber");
    }

    @Test
    void whatIsAskedOfAClosedAccountFails() throws Exception {
        var ana = new Account("ana", "key");
        var waiting = ana.client.send(
                ana.client.request("setAuthenticationPhoneNumber").put("phone_number", "+5521"));
        assertThat(ana.client.close(PATIENCE)).isTrue();
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> waiting.get(10, SECONDS));
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> ana.ask(ana.client.request("getMe")))
                .withMessageContaining("closed");
    }

    @Test
    void closingAllLeavesRoomForTheNext() throws Exception {
        var ana = new Account("ana", "key");
        ana.await("authorizationStateWaitPhoneNumber");
        engine.close();
        assertThat(ana.states()).endsWith("authorizationStateClosed");
        engine = TdEngine.start(library, folder.resolve("tdlib.log"));
        new Account("ana", "key").await("authorizationStateWaitPhoneNumber");
    }

    @Test
    void aListenerThatFailsHearsWhatComesNext() throws Exception {
        var heard = new CopyOnWriteArrayList<String>();
        var client = engine.open(update -> {
            heard.add(update.path("@type").asString());
            throw new IllegalStateException("a fault of ours");
        });
        client.send(client.request("getOption").put("name", "version")).get(20, SECONDS);
        await().atMost(PATIENCE).until(() -> heard.size() > 2);
    }

    @Test
    void twoInOneProcessAreRefusedBeforeTdlibAbortsIt() {
        assertThatIllegalStateException().isThrownBy(() -> TdEngine.start(library, folder.resolve("other.log")));
    }

    @Test
    void aFileThatIsNoLibraryIsSaid() throws Exception {
        var junk = Files.writeString(folder.resolve("libtdjson.so"), "no library");
        assertThatExceptionOfType(NoTdLibrary.class)
                .isThrownBy(() -> FfmTdTransport.load(new TdLibrary(junk, false)))
                .withMessageContaining(junk.toString())
                .withMessageContaining("cannot be loaded");
    }

    /** One of TDLib's accounts, below this test's folder. */
    private final class Account {

        private final List<JsonNode> told = new CopyOnWriteArrayList<>();
        private final TdClient client = engine.open(told::add);
        private final CompletableFuture<JsonNode> opening;

        Account(String name, String key) {
            var offline = client.request("setNetworkType");
            offline.putObject("type").put("@type", "networkTypeNone");
            client.send(offline);
            opening = client.send(client.request("setTdlibParameters")
                    .put("database_directory", folder.resolve(name).toString())
                    .put("database_encryption_key", Base64.getEncoder().encodeToString(key.getBytes()))
                    .put("use_message_database", true)
                    .put("api_id", 1)
                    .put("api_hash", "0123456789abcdef0123456789abcdef")
                    .put("system_language_code", "en")
                    .put("device_model", "test")
                    .put("application_version", "1"));
        }

        void opened() throws Exception {
            opening.get(20, SECONDS);
        }

        JsonNode ask(ObjectNode request) throws Exception {
            return client.send(request).get(20, SECONDS);
        }

        List<String> states() {
            return of("updateAuthorizationState", "authorization_state");
        }

        List<String> connections() {
            return of("updateConnectionState", "state");
        }

        private List<String> of(String update, String field) {
            var found = new ArrayList<String>();
            for (var one : told) {
                if (one.path("@type").asString().equals(update))
                    found.add(one.path(field).path("@type").asString());
            }
            return found;
        }

        void await(String state) {
            Awaitility.await().atMost(PATIENCE).until(() -> states().contains(state));
        }
    }
}
