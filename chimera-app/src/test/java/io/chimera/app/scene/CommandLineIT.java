package io.chimera.app.scene;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void variablesAreAskedForAndUsedAtTheNextStart() throws Exception {
        var home = folder.resolve("variables");
        var answers = List.of(
                "none", "12345678", "0123456789ABCDEF0123456789abcdef", "", "", "", "192.168.0.999", "127.255.255.255");
        var asked = typed(home, answers, "--variables");
        assertThat(asked.out())
                .contains("That is not a number", "That is not an address like 192.168.0.255", "Written to")
                .doesNotContain("0123456789abcdef");
        assertThat(asked.status()).isZero();
        var file = home.resolve("chimera.properties");
        assertThat(settings(file))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "chimera.telegram.api-id", "12345678",
                        "chimera.telegram.api-hash", "0123456789abcdef0123456789abcdef",
                        "chimera.lan.announce-to", "127.255.255.255:50050"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        var half = typed(home, List.of("", "-", "ca.example.com:8443", "", "", "-"), "variables");
        assertThat(half.out()).contains("[12345678]", "[kept]", "Still missing").doesNotContain("0123456789abcdef");
        assertThat(settings(file))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "chimera.telegram.api-id", "12345678",
                        "chimera.pki.ca-url", "https://ca.example.com:8443"));

        Files.writeString(file, "server.port=1\nchimera.lab.people=1001\nchimera.lan.enabled=false\n");
        try (var variable = Node.start("variables", home, List.of())) {
            assertThat(new Rest(variable, ANA).getFrom("/api/v1/accounts").ok()).hasSize(1);
        }
        assertThat(typed(home, List.of("12345678"), "variables").out()).contains("nothing was written");
        assertThat(Files.readString(file)).contains("chimera.lab.people=1001").doesNotContain("api-id");
    }

    @Test
    void aCertificateIsCopiedAndPutBackAndTakenFromATeamsFiles() throws Exception {
        assertThat(chimera("certificate", "--account=1001").out()).contains("Certified until");
        var copy = folder.resolve("ana.p12");
        String[] copied = {"certificate", "copy", "--account=1001", copy.toString()};

        assertThat(typed(node.home(), List.of("too short"), copied).out())
                .contains("12 characters")
                .doesNotContain("Exception");
        assertThat(typed(node.home(), List.of("twelve horses"), copied).out())
                .contains("Written to " + copy)
                .doesNotContain("twelve horses");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                .isEqualTo("rw-------");
        assertThat(typed(node.home(), List.of("twelve horses"), copied).out()).contains("is there already");

        String[] put = {"certificate", "put", "--account=1001", copy.toString()};
        var wrong = typed(node.home(), List.of("twelve houses"), put);
        assertThat(wrong.status()).isEqualTo(1);
        assertThat(wrong.out()).contains("cannot be opened with this password").doesNotContain("Exception");
        assertThat(typed(node.home(), List.of("twelve horses"), put).out()).contains("Certified until");

        var blocks = Files.readString(node.home().resolve("accounts/1001/keys/credential.pem"))
                .split("(?<=-----\n)(?=-----BEGIN)");
        var team = Files.createDirectories(folder.resolve("team"));
        Files.writeString(team.resolve("1001.pem"), blocks[0]);
        Files.writeString(team.resolve("1001_crt.pem"), blocks[1]);
        assertThat(chimera("certificate", "put", "--account=1001", team.toString())
                        .out())
                .contains("There is no file " + team.resolve("ca_bundle.pem"), "Nothing was changed");
        Files.writeString(team.resolve("ca_bundle.pem"), blocks[2] + blocks[3]);
        assertThat(chimera("certificate", "put", "--account=1001", team.toString())
                        .out())
                .contains("Certified until");
        assertThat(chimera("certificate", "put", "--account=1002", team.toString())
                        .out())
                .contains("There is no file " + team.resolve("1002"));
    }

    private static Map<Object, Object> settings(Path file) throws IOException {
        var settings = new Properties();
        try (var lines = Files.newBufferedReader(file)) {
            settings.load(lines);
        }
        return settings;
    }

    @Test
    void whatTheFirstChimeraLeftIsBroughtOverOnce() throws Exception {
        var old = Files.createDirectories(folder.resolve("old"));
        Files.createDirectories(old.resolve("imagens_chimera"));
        Files.writeString(old.resolve("imagens_chimera/foto.png"), "a picture");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + old.resolve("chats.db"));
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE tabela_de_dialogos (dialog_id integer, name text)");
            statement.execute("CREATE TABLE tabela_de_mensagens"
                    + " (id_telegram integer, dialog integer, sent_by integer, date text, msg text, sent_ integer)");
            statement.execute("INSERT INTO tabela_de_dialogos VALUES (777, 'Eva')");
            statement.execute("INSERT INTO tabela_de_mensagens VALUES"
                    + " (1, 777, 777, '2022-07-03 11:00:00+00:00', 'bom dia', 0),"
                    + " (2, 777, 777, '2022-07-03 11:01:00+00:00', '/x/imagens_chimera/foto.png - olha', 0),"
                    + " (3, 777, 777, '2022-07-03 11:02:00+00:00', '/x/imagens_chimera/gone.png', 0)");
        }
        var database = old.resolve("chats.db").toString();

        var first = chimera("import", database, "--account=1001", "--zone=America/Sao_Paulo");

        assertThat(first.out())
                .contains(
                        "Brought: 1 dialogs, 3 messages, 1 files",
                        "Left out: 1 files that are not there",
                        "Files left out: gone.png");
        assertThat(first.status()).isZero();
        var there = ana.messages(777, 100);
        assertThat(there).hasSize(4);
        assertThat(chimera("import", database, "--account=1001").out())
                .contains("Brought: 0 dialogs, 0 messages, 0 files", "Here already: 1 dialogs, 3 messages, 1 files");
        assertThat(ana.messages(777, 100)).isEqualTo(there);

        var token = chimera("import", node.home().resolve("token").toString(), "--account=1001");
        assertThat(token.status()).isEqualTo(1);
        assertThat(token.out()).contains("not an SQLite database").doesNotContain("Exception");
    }

    @ParameterizedTest
    @CsvSource({"html, index.html", "json, index.json", "sqlite, dialogs.sqlite"})
    void dialogsAreWrittenDownAndNothingIsWrittenOver(String format, String first) throws Exception {
        var words = "escrito em " + format;
        assertThat(chimera("send", "--account=1001", "1002", words).status()).isZero();
        var to = folder.resolve("out-" + format);
        String[] export = {"export", "--account=1001", "--format=" + format, "--to=" + to, "--dialog=1002"};

        var written = chimera(export);

        assertThat(written.out()).contains("Written to " + to, "1 dialogs");
        assertThat(written.status()).isZero();
        assertThat(to.resolve(first)).isRegularFile();
        var again = chimera(export);
        assertThat(again.status()).isEqualTo(1);
        assertThat(again.out()).contains(to + " is there already").doesNotContain("Exception");
        if (!format.equals("sqlite")) {
            var dialog = to.resolve("dialogs/1002." + format);
            assertThat(dialog).content().contains(words);
            return;
        }
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + to.resolve(first));
                var asked = connection.createStatement();
                var answer = asked.executeQuery("SELECT text FROM message ORDER BY place")) {
            var said = new ArrayList<String>();
            while (answer.next()) said.add(answer.getString(1));
            assertThat(said).contains(words).hasSameSizeAs(ana.messages(BRUNO, 100));
        }
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
        var process = new ProcessBuilder(Program.ready().command(List.of(verb)));
        process.environment().put("CHIMERA_HOME", node.home().toString());
        process.environment().putAll(environment);
        return end(process);
    }

    /** A verb about another home, with lines typed ahead. */
    private static Ended typed(Path home, List<String> lines, String... verb) throws IOException, InterruptedException {
        var typed = Files.write(Files.createTempFile(folder, "typed", ".txt"), lines);
        var process = new ProcessBuilder(Program.ready().command(List.of(verb))).redirectInput(typed.toFile());
        process.environment().put("CHIMERA_HOME", home.toString());
        return end(process);
    }

    private static Ended end(ProcessBuilder process) throws IOException, InterruptedException {
        var log = Files.createTempFile(folder, "verb", ".log");
        var running =
                process.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        if (!running.waitFor(1, TimeUnit.MINUTES)) {
            running.destroyForcibly();
            throw new AssertionError("it did not end: " + Files.readString(log, UTF_8));
        }
        return new Ended(running.exitValue(), Files.readString(log, UTF_8));
    }
}
