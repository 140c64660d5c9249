package io.chimera.app.scene;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs, each in a process of its own, beside a lab that runs. */
class CommandLineIT {

    private static final long ANA = 1001;
    private static final long BRUNO = 1002;
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static Node node;
    private static Rest ana;

    @BeforeAll
    static void untilBothAreNear() throws IOException {
        node = Node.start(
                "lab", folder.resolve("lab"), List.of(), Air.fresh().settings(1, "--chimera.lan.v1.on=false"));
        ana = new Rest(node, ANA);
        await().atMost(SOON)
                .until(() -> chimera("neighbours", "--account=1001").out().contains("proven"));
    }

    @AfterAll
    static void end() {
        if (node != null) node.close();
    }

    @Test
    void wordsAndFilesAreSent() throws Exception {
        var words = chimera("send", "--account=1001", "1002", "da linha de comando");
        assertThat(words.status()).isZero();
        var file = Files.writeString(folder.resolve("notas.txt"), "da linha de comando");
        var sent = chimera("send", "--account=1001", "--file=" + file, "1002");
        assertThat(sent.status()).isZero();
        for (var line : List.of(words.out(), sent.out())) {
            var id = line.strip().split(" ")[0];
            await().atMost(SOON)
                    .until(() ->
                            ana.message(BRUNO, id).path("route").asString("").equals("LAN"));
        }
    }

    @Test
    void whatCannotBeSentIsSaidAndNothingIs() throws Exception {
        int before = ana.messages(BRUNO, 100).size();
        assertThat(chimera("send", "--account=1001", "1002")).returns(2, Ended::status);
        assertThat(chimera("send", "1002", "who from?").out()).contains("--account", "1001", "1002");
        assertThat(chimera("send", "--account=1001", "Bruno", "hello").out()).contains("«Bruno»");
        assertThat(chimera("send", "--account=1001", "+5500000000000", "hello").status())
                .isEqualTo(1);
        assertThat(chimera("send", "--account=1001", "--file=/no/such/file", "1002")
                        .out())
                .contains("/no/such/file", "Nothing was sent");
        assertThat(chimera("send", "--account=1001", "1002", "x".repeat(5_000)).out())
                .contains("4096");
        assertThat(ana.messages(BRUNO, 100)).hasSize(before);
    }

    @Test
    void theDoctorLooksAtEveryPartAndAtTdlib() throws Exception {
        var well = chimera("doctor");
        assertThat(well.out())
                .contains("db ", "lan ", "cloud ", "pki ", "tdlib ")
                .doesNotContain("DOWN");
        assertThat(well.status()).isZero();
        assertThat(well.out()).contains("version: 1.8.67");
        assertThat(chimera(Map.of("CHIMERA_TELEGRAM_LIBRARY", "/no/such/library"), "doctor")
                        .out())
                .contains("tdlib      NOT HERE", "/no/such/library");
    }

    @Test
    void theTokenIsTheOneTheApiTakes() throws Exception {
        assertThat(chimera("token").out().strip()).isEqualTo(node.token());
    }

    @Test
    void whereNobodyRunsThatIsSaid() throws Exception {
        var alone = chimera(Map.of("CHIMERA_HOME", folder.resolve("nowhere").toString()), "doctor");
        assertThat(alone.status()).isEqualTo(1);
        assertThat(alone.out()).contains("No Chimera is running").doesNotContain("Exception");
    }

    @Test
    void aProfileThatIsNotThereStartsNothing() throws Exception {
        var other = folder.resolve("other").toString();
        var ended = chimera(Map.of("CHIMERA_HOME", other), "--spring.profiles.active=factory");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.out())
                .contains("no profile factory", "there is lab", "spring.profiles.active")
                .doesNotContain("Exception");
    }

    private record Ended(int status, String out) {}

    private static Ended chimera(String... verb) throws IOException, InterruptedException {
        return chimera(Map.of(), verb);
    }

    private static Ended chimera(Map<String, String> environment, String... verb)
            throws IOException, InterruptedException {
        var log = Files.createTempFile(folder, "verb", ".log");
        var process = new ProcessBuilder(Program.ready().command(List.of(verb)))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        process.environment().put("CHIMERA_HOME", node.home().toString());
        process.environment().putAll(environment);
        var running = process.start();
        if (!running.waitFor(1, TimeUnit.MINUTES)) {
            running.destroyForcibly();
            throw new AssertionError("it did not end: " + Files.readString(log, UTF_8));
        }
        return new Ended(running.exitValue(), Files.readString(log, UTF_8));
    }
}
