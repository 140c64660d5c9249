package io.chimera.app.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.app.fault.DoomedTown.Side;
import io.chimera.app.scene.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** A process dies by SIGKILL between two steps of carrying a message, and is started again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillAnyStepIT {

    private static final int FILE_LENGTH = 3 << 20;
    private static final List<String> ROUTES = List.of("LAN", "CLOUD");

    @TempDir
    static Path folder;

    private DoomedTown town;
    private int cases;

    /** What is sent, which way, who dies, and where: before or after the n-th commit, a carrier's trip, a file's sealing. */
    record Death(boolean file, String route, Side victim, String step, int nth) {
        @Override
        public String toString() {
            return "%s by %s, %s dies %s %d".formatted(file ? "a file" : "words", route, victim, step, nth);
        }
    }

    @BeforeAll
    void settle() {
        town = DoomedTown.settle(folder);
    }

    @AfterAll
    void report() {
        System.out.printf("SIGKILL between two steps: %d cases%n", cases);
        if (town != null) town.close();
    }

    static Stream<Death> deaths() {
        var all = new ArrayList<Death>();
        for (var route : ROUTES) {
            for (boolean file : new boolean[] {false, true}) {
                for (var when : List.of("before-", "after-")) {
                    for (int commit = 1; commit <= 3; commit++)
                        all.add(new Death(file, route, Side.ANA, when + "commit", commit));
                    all.add(new Death(file, route, Side.ANA, when + "carry", 1));
                    all.add(new Death(file, route, Side.BRUNO, when + "commit", 1));
                    if (file) all.add(new Death(true, route, Side.ANA, when + "seal", 1));
                    if (file) all.add(new Death(true, route, Side.BRUNO, when + "seal", 1));
                }
            }
        }
        return Tools.isLong() ? all.stream() : all.stream().filter(KillAnyStepIT::isTelling);
    }

    /** Where most is at stake: what has left and is not concluded, what has arrived and is not confirmed. */
    private static boolean isTelling(Death death) {
        if (death.victim() == Side.BRUNO)
            return death.step().equals("after-commit")
                    || (death.file() && death.step().equals("before-seal"));
        return death.step().equals("after-carry")
                || (!death.file() && death.step().equals("after-commit") && death.nth() == 1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("deaths")
    void whatWasAcceptedArrivesOnce(Death death) throws IOException, SQLException {
        cases++;
        town.useLan(death.route().equals("LAN"));
        var mark = "case %03d".formatted(cases);
        var file = folder.resolve(mark);
        if (death.file()) write(file);

        town.doom(death.victim(), death.step() + " " + death.nth());
        boolean accepted = death.file() ? town.accepts(mark, file) : town.accepts(mark);
        town.awaitDeath(death.victim());
        town.revive(death.victim());
        town.awaitQuiet();

        var hers = marked(town.ana().allMessages(DoomedTown.BRUNO), mark);
        if (accepted) assertThat(hers).hasSize(1);
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(marked(town.bruno().allMessages(DoomedTown.ANA), mark))
                        .hasSameSizeAs(hers));
        var his = marked(town.bruno().allMessages(DoomedTown.ANA), mark);
        if (death.file()) {
            for (var copy : his) assertThat(hash(fetched(copy))).isEqualTo(hash(file));
        }
        nothingHalfIsVisible();
    }

    @Test
    void aStreamSurvivesDeathsAtAnyMoment() {
        town.useLan(true);
        var random = new Random(Long.getLong("chimera.test.seed", 7));
        var accepted = new ArrayList<String>();
        int deaths = Tools.isLong() ? 20 : 4;
        int between = 200 / deaths;
        for (int i = 0; i < deaths; i++) {
            var victim = random.nextBoolean() ? Side.ANA : Side.BRUNO;
            int fatal = random.nextInt(between);
            for (int n = 0; n < between; n++) {
                if (n == fatal) town.kill(victim);
                var text = "stream %03d".formatted(i * between + n);
                if (town.accepts(text)) accepted.add(text);
                else town.revive(victim);
            }
            town.revive(victim);
        }
        town.awaitQuiet();

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(Tally.of(town.bruno(), DoomedTown.ANA, DoomedTown.ANA)
                                .of("stream ")
                                .texts())
                        .containsAll(accepted));
        var his = Tally.withoutCopies(
                () -> Tally.of(town.bruno(), DoomedTown.ANA, DoomedTown.ANA).of("stream "));
        his.keepsOrderWithinEachRoute();
        assertThat(his.overtakers()).as("shown before something older").isEmpty();
        System.out.printf(
                "SIGKILL at any moment: %d deaths, %d accepted, %d overtook%n",
                deaths, accepted.size(), his.overtakers().size());
    }

    private static List<JsonNode> marked(List<JsonNode> messages, String mark) {
        return messages.stream()
                .filter(message -> message.path("text").asString("").equals(mark)
                        || message.path("file").path("name").asString("").startsWith(mark))
                .toList();
    }

    /** A file in a visible place is whole: what a message names is as long as it says, and nothing else is shorter. */
    private void nothingHalfIsVisible() throws IOException, SQLException {
        var account = town.home(Side.BRUNO).resolve("accounts/" + DoomedTown.BRUNO);
        var sizes = sizes(account);
        try (var visible = Files.list(account.resolve("files"))) {
            assertThat(visible.filter(Files::isRegularFile))
                    .allSatisfy(each -> assertThat(Files.size(each))
                            .as(each.toString())
                            .isEqualTo(sizes.getOrDefault(each, (long) FILE_LENGTH)));
        }
    }

    private static Map<Path, Long> sizes(Path account) throws SQLException {
        var sizes = new HashMap<Path, Long>();
        try (var database = DriverManager.getConnection("jdbc:sqlite:" + account.resolve("account.db"));
                var statement = database.createStatement();
                var files = statement.executeQuery("select path, size from message where path is not null")) {
            while (files.next()) sizes.put(account.resolve(files.getString(1)), files.getLong(2));
        }
        return sizes;
    }

    /** Where a message's file lies, once it is there: from the cloud, it comes behind its message. */
    private Path fetched(JsonNode message) {
        var id = message.path("id").asString();
        var path = await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> town.bruno()
                                .message(DoomedTown.ANA, id)
                                .path("file")
                                .path("path")
                                .asString(""),
                        there -> !there.isEmpty());
        return Path.of(path);
    }

    private void write(Path file) throws IOException {
        var bytes = new byte[FILE_LENGTH];
        new Random(cases).nextBytes(bytes);
        Files.write(file, bytes);
    }

    private static String hash(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
