package io.chimera.app.scene;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A database that was damaged while nobody used it is found to be, and mended from the cloud. */
class DamagedIT {

    private static final long ANA = 1001;
    private static final long BRUNO = 1002;
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void whatWasLostOrChangedIsFoundAndMendedFromTheCloud() throws Exception {
        var settings = Air.fresh().settings(1, "--chimera.lan.v1.on=false");
        try (var node = Node.start("lab", folder.resolve("lab"), List.of(), settings)) {
            var ana = new Rest(node, ANA);
            var bruno = new Rest(node, BRUNO);
            List.of(ana, bruno).forEach(person -> person.lan(false));
            for (int n = 1; n <= 6; n++) carried(bruno, ANA, "de Bruno " + n);
            carried(ana, BRUNO, "de Ana");
            await().atMost(SOON).until(() -> find(bruno, ANA, "de Ana").isObject());
            await().atMost(SOON).until(() -> find(ana, BRUNO, "de Bruno 6").isObject());
            var last = find(bruno, ANA, "de Ana").path("id").asString();
            bruno.post("/dialogs/" + ANA + "/seen", Map.of("upTo", last)).ok();
            var fifth = find(bruno, ANA, "de Bruno 5").path("id").asString();
            bruno.delete("/dialogs/" + ANA + "/messages/" + fifth).ok();
            await().atMost(SOON).until(() -> find(ana, BRUNO, "de Bruno 5").isMissingNode());
            await().atMost(SOON).until(() -> isRead(ana));
            var intact = ana.allMessages(BRUNO);
            assertThat(check(node)).returns(0, Ended::status);

            node.stop();
            damage(node.home().resolve("accounts/1001/account.db"));
            node.startAgain();
            var damaged = ana.allMessages(BRUNO);
            assertThat(damaged).hasSize(intact.size() - 1);

            var found = check(node);
            assertThat(found.out())
                    .contains(
                            "Found: 1 messages that are not here",
                            "Found: 1 messages that were deleted there",
                            "Found: 1 messages with other words there",
                            "Found: 1 messages that were seen",
                            "In: 1002",
                            "Nothing was changed");
            assertThat(found.status()).isEqualTo(1);
            assertThat(ana.allMessages(BRUNO)).isEqualTo(damaged);

            var mended = check(node, "--repair", "--dialog=1002");
            assertThat(mended.out())
                    .contains("Mended: 1 messages that are not here")
                    .doesNotContain("Found:");
            assertThat(mended.status()).isZero();
            assertThat(texts(ana))
                    .isEqualTo(intact.stream().map(DamagedIT::text).toList());
            assertThat(isRead(ana)).isTrue();

            var again = check(node);
            assertThat(again.out()).contains("Nothing differs");
            assertThat(again.status()).isZero();
        }
    }

    private static void damage(Path database) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                var statement = connection.createStatement()) {
            one(statement, "DELETE FROM message", "text = 'de Bruno 2'");
            one(statement, "UPDATE message SET text = 'outra'", "text = 'de Bruno 4'");
            one(statement, "UPDATE message SET tick = 'SENT'", "text = 'de Ana'");
            one(
                    statement,
                    "UPDATE message SET kind = 'TEXT', text = 'de Bruno 5'",
                    "kind = 'ERASED' AND dialog = 1002");
        }
    }

    private static void one(Statement statement, String change, String where) throws SQLException {
        try (var count = statement.executeQuery("SELECT count(*) FROM message WHERE " + where)) {
            assertThat(count.getInt(1)).as(where).isEqualTo(1);
        }
        statement.execute(change + " WHERE " + where);
    }

    private static void carried(Rest from, long to, String text) {
        var id = from.send(to, text).ok().path("id").asString();
        await().atMost(SOON)
                .until(() -> from.message(to, id).path("route").asString("").equals("CLOUD"));
    }

    private static boolean isRead(Rest ana) {
        return find(ana, BRUNO, "de Ana").path("status").asString("").equals("READ");
    }

    private static JsonNode find(Rest of, long dialog, String text) {
        return of.messages(dialog, 100).stream()
                .filter(message -> text(message).equals(text))
                .findFirst()
                .orElseGet(() -> of.message(dialog, "none"));
    }

    private static List<String> texts(Rest of) {
        return of.allMessages(BRUNO).stream().map(DamagedIT::text).toList();
    }

    private static String text(JsonNode message) {
        return message.path("text").asString("");
    }

    private record Ended(int status, String out) {}

    private Ended check(Node node, String... options) throws IOException, InterruptedException {
        var log = Files.createTempFile(folder, "check", ".log");
        var verb = new ArrayList<>(List.of("check", "--account=1001"));
        verb.addAll(List.of(options));
        var process = new ProcessBuilder(Program.ready().command(verb))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        process.environment().put("CHIMERA_HOME", node.home().toString());
        var running = process.start();
        if (!running.waitFor(1, TimeUnit.MINUTES)) {
            running.destroyForcibly();
            throw new AssertionError("it did not end: " + Files.readString(log, UTF_8));
        }
        return new Ended(running.exitValue(), Files.readString(log, UTF_8));
    }
}
