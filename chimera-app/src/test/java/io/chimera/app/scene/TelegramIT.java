package io.chimera.app.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.app.fault.OwnNetwork;
import io.chimera.telegram.fake.FakeTelegram;
import io.chimera.telegram.fake.PatchedTdLibrary;
import io.chimera.telegram.fake.Person;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The program as people use it with Telegram: the genuine TDLib in a process of its own, and a Telegram of the test's. */
@Timeout(600)
class TelegramIT {

    private static final int APPLICATION = 17;
    private static final String HASH = "fedcba9876543210fedcba9876543210";
    private static final String ANAS = "+5521990001001";
    private static final String BRUNOS = "+5521990001002";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final List<Node> nodes = new ArrayList<>();
    private final OwnNetwork network = OwnNetwork.any();
    private PatchedTdLibrary library;
    private FakeTelegram telegram;
    private Person ana;
    private Person bruno;

    @BeforeEach
    void people() throws Exception {
        library = PatchedTdLibrary.get();
        telegram = FakeTelegram.start(library);
        telegram.giveApplication(APPLICATION, HASH);
        ana = telegram.addPerson(1001, ANAS, "Ana Figueira");
        bruno = telegram.addPerson(1002, BRUNOS, "Bruno Tavares");
    }

    @AfterEach
    void end() throws Exception {
        nodes.forEach(Node::close);
        if (telegram == null) return;
        telegram.close();
        assertThat(telegram.mistakes()).isEmpty();
    }

    @Test
    void twoPeopleSignInAndWriteToEachOtherByTheirNumbers() throws Exception {
        bruno.hasPassword("sal grosso", "na cozinha");
        var anas = start("ana");
        var brunos = start("bruno");
        assertThat(signIn(anas, ANAS).path("account").path("name").asString()).isEqualTo("Ana Figueira");
        var wanted = signIn(brunos, BRUNOS);
        assertThat(wanted.path("step").asString()).isEqualTo("PASSWORD");
        assertThat(wanted.path("hint").asString()).isEqualTo("na cozinha");
        signingIn(brunos).answer(wanted, Map.of("answer", "PASSWORD", "password", "sal grosso"));

        var asAna = new Rest(anas, 1001);
        var asBruno = new Rest(brunos, 1002);
        var dialog = SigningIn.opened(asAna, BRUNOS);
        var sent = asAna.send(dialog, "bom dia, Bruno").ok();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(texts(asBruno, 1001)).containsExactly("bom dia, Bruno"));
        assertThat(asAna.message(dialog, sent.path("id").asString())
                        .path("route")
                        .asString())
                .isEqualTo("CLOUD");

        var file = Files.write(folder.resolve("planta.pdf"), noise(700_001));
        asBruno.sendFile(1001, file, "planta.pdf").ok();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(asAna.messages(1002, 10)
                                .getFirst()
                                .path("file")
                                .path("size")
                                .asLong())
                        .isEqualTo(700_001));
        assertThat(titles(asBruno)).contains("Ana Figueira");
    }

    /** TDLib ends the process it is in when it finds a fault of its own. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsWrittenWhileTelegramIsAwayGoesOnceWhenItIsBackEvenAfterADeath(boolean ofTdlib) throws Exception {
        var node = start("ana");
        signIn(node, ANAS);
        var me = new Rest(node, 1001);
        var dialog = SigningIn.opened(me, BRUNOS);
        telegram.outage(true);
        await().atMost(PATIENCE).until(() -> !SigningIn.isUp(me, "cloud"));
        for (int i = 0; i < 20; i++) me.send(dialog, "n %02d".formatted(i)).ok();
        assertThat(bruno.has(ana)).isEmpty();

        if (ofTdlib) node.abort();
        else node.kill();
        bruno.writes(ana, "are you there?");
        telegram.outage(false);
        var again = new Rest(start("ana"), 1001);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(bruno.has(ana)).hasSize(20));
        assertThat(bruno.has(ana)).isSorted().doesNotHaveDuplicates();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(texts(again, 1002)).contains("are you there?"));
        assertThat(texts(again, 1002)).doesNotHaveDuplicates().hasSize(21);
    }

    @Test
    void whoIsSignedOutElsewhereIsToldAndNothingIsLost() throws Exception {
        var node = start("ana");
        signIn(node, ANAS);
        var me = new Rest(node, 1001);
        var dialog = SigningIn.opened(me, BRUNOS);
        me.send(dialog, "before").ok();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(bruno.has(ana)).containsExactly("before"));

        telegram.revoke(ana);
        await().atMost(PATIENCE).until(() -> !SigningIn.isUp(me, "cloud"));
        me.send(dialog, "after").ok();
        assertThat(texts(me, 1002)).containsExactly("before", "after");

        signIn(node, ANAS);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(bruno.has(ana)).containsExactly("before", "after"));
    }

    @Test
    void whoSignsOutMayReadWhatIsHereAndWhoIsForgottenIsGone() throws Exception {
        var node = start("ana");
        signIn(node, ANAS);
        var me = new Rest(node, 1001);
        me.send(SigningIn.opened(me, BRUNOS), "before").ok();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(bruno.has(ana)).containsExactly("before"));

        me.post("/sign-out", Map.of("forget", false)).ok();
        assertThat(ana.computers()).isZero();
        assertThat(SigningIn.isUp(me, "cloud")).isFalse();
        assertThat(texts(me, 1002)).containsExactly("before");

        signIn(node, ANAS);
        me.post("/sign-out", Map.of("forget", true)).ok();
        assertThat(ana.computers()).isZero();
        assertThat(me.get("/dialogs").status()).isEqualTo(404);
        assertThat(node.home().resolve("accounts/1001")).doesNotExist();
    }

    private Node start(String name) {
        var node = Node.start(
                name,
                folder.resolve(name),
                List.of(),
                network.settings(
                        "--spring.profiles.active=production",
                        "--chimera.lan.bind-address=127.0.0.1",
                        "--chimera.telegram.library=" + library.library().file(),
                        "--chimera.telegram.proxy=127.0.0.1:" + telegram.port(),
                        "--chimera.telegram.api-id=" + APPLICATION,
                        "--chimera.telegram.api-hash=" + HASH));
        nodes.add(node);
        return node;
    }

    private JsonNode signIn(Node node, String phone) {
        return signingIn(node).with(phone);
    }

    private SigningIn signingIn(Node node) {
        return new SigningIn(telegram, new Rest(node, 0));
    }

    private static List<String> texts(Rest reader, long dialog) {
        return reader.allMessages(dialog).reversed().stream()
                .map(message -> message.path("text").asString())
                .toList();
    }

    private static List<String> titles(Rest reader) {
        var titles = new ArrayList<String>();
        reader.get("/dialogs")
                .ok()
                .forEach(dialog -> titles.add(dialog.path("title").asString()));
        return titles;
    }

    private static byte[] noise(int size) {
        var bytes = new byte[size];
        new Random(1).nextBytes(bytes);
        return bytes;
    }
}
