package io.chimera.store.legacy;

import static io.chimera.core.legacy.UnusableLegacy.Why.DAMAGED;
import static io.chimera.core.legacy.UnusableLegacy.Why.LEFT_OPEN;
import static io.chimera.core.legacy.UnusableLegacy.Why.LOCKED;
import static io.chimera.core.legacy.UnusableLegacy.Why.NOT_A_LEGACY;
import static io.chimera.core.legacy.UnusableLegacy.Why.NOT_SQLITE;
import static io.chimera.core.legacy.UnusableLegacy.Why.NOT_THERE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chimera.core.file.Sha256;
import io.chimera.core.legacy.FileReference;
import io.chimera.core.legacy.LeftOut;
import io.chimera.core.legacy.Legacy;
import io.chimera.core.legacy.Legacy.Search;
import io.chimera.core.legacy.LegacyDialog;
import io.chimera.core.legacy.LegacyRow;
import io.chimera.core.legacy.LegacyRow.LegacyMessage;
import io.chimera.core.legacy.LegacyRow.Unreadable;
import io.chimera.core.legacy.UnusableLegacy;
import io.chimera.core.testing.Chance;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is made of whatever lies where the first Chimera's database should lie. */
@Timeout(120)
class SqliteLegaciesTest {

    @TempDir
    private Path folder;

    private PythonChimera old;

    @BeforeEach
    void aFirstChimera() {
        old = new PythonChimera(folder);
    }

    private Legacy open() throws UnusableLegacy {
        return new SqliteLegacies().open(old.database(), List.of());
    }

    private UnusableLegacy refusal(Path database) {
        return catchThrowableOfType(
                UnusableLegacy.class,
                () -> new SqliteLegacies().open(database, List.of()).close());
    }

    private void refused(UnusableLegacy.Why why, Path database, String... words) {
        assertThat(refusal(database))
                .isNotNull()
                .returns(why, UnusableLegacy::why)
                .hasMessageContainingAll(words);
    }

    @Test
    void everythingInItIsRead() throws Exception {
        old.owner(1001);
        old.dialog(1002, "Bruno");
        old.dialog(1002, "");
        old.dialog(-55, "Família");
        old.message(7, 1002, 1001, "2022-07-03 11:00:00+00:00", "olá");
        old.byLan(1002, 1002, "2022-07-03 11:00:00.5", "oi");
        old.waits(1002, "still to go");
        try (var legacy = open()) {
            assertThat(legacy.owner()).isEqualTo(OptionalLong.of(1001));
            assertThat(legacy.size()).isEqualTo(2);
            assertThat(legacy.waiting()).isEqualTo(1);
            assertThat(legacy.dialogs())
                    .containsExactlyInAnyOrder(
                            new LegacyDialog(1002, "Bruno", true), new LegacyDialog(-55, "Família", false));
            assertThat(legacy.after(Long.MIN_VALUE, 10))
                    .containsExactly(
                            new LegacyMessage(1, 7, 1002, 1001, "2022-07-03 11:00:00+00:00", "olá"),
                            new LegacyMessage(2, -1, 1002, 1002, "2022-07-03 11:00:00.5", "oi"));
            assertThat(legacy.after(1, 10)).hasSize(1);
            assertThat(legacy.after(2, 10)).isEmpty();
        }
    }

    @Test
    void whateverStandsInItsColumnsIsReadOrCounted() throws Exception {
        old.raw(null, 1002, 1002, null, null, null);
        old.raw("x", 1002, 1002, 5, 6, "y");
        old.raw(1, "somebody", 1002, "d", "m", 0);
        old.raw(1, 1002, null, "d", "m", 0);
        old.raw(1, 1002, 1002, "d", new byte[] {1, 2}, 0);
        old.raw(1.5, 1002, 10.0, "d", "m", 0);
        old.raw(1, 1002, 1002, "d", "x".repeat(Legacy.LONGEST_TEXT + 1), 0);
        old.raw(1, 1002, 1002, "d".repeat(1_000_000), "m", 0);
        old.insert("insert into tabela_de_dialogos values (?, ?)", null, "nobody");
        old.insert("insert into tabela_de_dialogos values (?, ?)", "x", new byte[3]);
        try (var legacy = open()) {
            assertThat(legacy.after(Long.MIN_VALUE, 20))
                    .containsExactly(
                            new LegacyMessage(1, 0, 1002, 1002, "", ""),
                            new LegacyMessage(2, 0, 1002, 1002, "5", "6"),
                            new Unreadable(3, LeftOut.UNREADABLE),
                            new Unreadable(4, LeftOut.UNREADABLE),
                            new Unreadable(5, LeftOut.UNREADABLE),
                            new LegacyMessage(6, 0, 1002, 10, "d", "m"),
                            new Unreadable(7, LeftOut.TOO_LONG),
                            new LegacyMessage(8, 1, 1002, 1002, "d".repeat(64), "m"));
            assertThat(legacy.dialogs()).extracting(LegacyDialog::id).containsExactly(1002L);
        }
    }

    @Test
    void anyRowIsReadOrCounted() {
        Chance.rounds(
                200, chance -> old.raw(any(chance), any(chance), any(chance), any(chance), any(chance), any(chance)));
        assertThat(rows()).hasSize(200);
    }

    private static Object any(Chance chance) {
        return switch (chance.between(0, 4)) {
            case 0 -> chance.number();
            case 1 -> chance.text(40);
            case 2 -> chance.bytes(40);
            case 3 -> (double) chance.number();
            default -> chance.between(0, 5);
        };
    }

    private List<LegacyRow> rows() {
        var rows = new ArrayList<LegacyRow>();
        try (var legacy = open()) {
            var next = legacy.after(Long.MIN_VALUE, 7);
            while (!next.isEmpty()) {
                rows.addAll(next);
                next = legacy.after(next.getLast().row(), 7);
            }
        } catch (UnusableLegacy failed) {
            throw new AssertionError(failed);
        }
        return rows;
    }

    @Test
    void olderAndNewerOnesWithMoreOrLessInThemAreRead() throws Exception {
        old.run(
                "CREATE TABLE tabela_de_grupos (group_id integer, user_id integer, name text)",
                "ALTER TABLE tabela_de_mensagens ADD COLUMN more text",
                "DROP TABLE mensagens_para_enviar",
                "DROP TABLE my_id");
        try (var legacy = open()) {
            assertThat(legacy.owner()).isEmpty();
            assertThat(legacy.waiting()).isZero();
        }
    }

    @Test
    void nothingInItOrBesideItIsAltered() throws Exception {
        old.fill(1001, 2_000);
        old.received("imagens_chimera", "foto.png", "bytes".getBytes(UTF_8));
        var before = everything();
        rows();
        assertThat(everything()).isEqualTo(before);
    }

    private List<String> everything() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            var found = new ArrayList<String>();
            for (var file : all.sorted().toList())
                found.add(file + " " + Files.getLastModifiedTime(file) + " "
                        + (Files.isRegularFile(file) ? Sha256.over(Files.readAllBytes(file)) : ""));
            return found;
        }
    }

    @Test
    void whatIsNotThereIsRefused() throws IOException {
        refused(NOT_THERE, folder.resolve("nowhere.db"), "nowhere.db", "chats.db");
        refused(NOT_THERE, folder, folder.toString());
        refused(NOT_THERE, Files.copy(old.database(), folder.resolve("what?mode=rw")), "what?");
    }

    @Test
    void whatIsNoDatabaseIsRefused() throws IOException {
        refused(
                NOT_SQLITE,
                Files.write(folder.resolve("text"), "x".repeat(10_000).getBytes(UTF_8)),
                "not an SQLite");
        refused(NOT_SQLITE, Files.write(folder.resolve("short"), new byte[30]), "not an SQLite");
        refused(NOT_A_LEGACY, Files.createFile(folder.resolve("empty")), "tabela_de_");
    }

    @Test
    void anotherProgramsDatabaseIsRefused() throws Exception {
        old.run("DROP TABLE tabela_de_mensagens");
        refused(NOT_A_LEGACY, old.database(), "no table tabela_de_mensagens");
        old.run("CREATE TABLE tabela_de_mensagens (id_telegram integer, dialog integer, sent_by integer, date text)");
        refused(NOT_A_LEGACY, old.database(), "no column msg");
    }

    @Test
    void whatIsNoPlainTableIsRefused() {
        old.run("ALTER TABLE tabela_de_mensagens RENAME TO x", "CREATE VIEW tabela_de_mensagens AS SELECT * FROM x");
        refused(NOT_A_LEGACY, old.database(), "tabela_de_mensagens");
        old.run(
                "DROP VIEW tabela_de_mensagens",
                "CREATE TABLE tabela_de_mensagens (id_telegram integer primary key, dialog integer, sent_by integer,"
                        + " date text, msg text) without rowid");
        refused(NOT_A_LEGACY, old.database(), "tabela_de_mensagens");
        old.run(
                "DROP TABLE tabela_de_mensagens",
                "CREATE VIRTUAL TABLE tabela_de_mensagens USING fts5(id_telegram, dialog, sent_by, date, msg)");
        refused(NOT_A_LEGACY, old.database(), "tabela_de_mensagens");
    }

    @Test
    void whatIsDamagedIsReadAsFarAsItGoes() throws Exception {
        old.fill(1001, 20_000);
        try (var file = new RandomAccessFile(old.database().toFile(), "rw")) {
            file.seek(file.length() * 3 / 4 / 4096 * 4096);
            file.write(new byte[8 * 4096]);
        }
        int read = 0;
        UnusableLegacy broken = null;
        try (var legacy = open()) {
            var next = legacy.after(Long.MIN_VALUE, 100);
            while (!next.isEmpty()) {
                read += next.size();
                next = legacy.after(next.getLast().row(), 100);
            }
        } catch (UnusableLegacy damaged) {
            broken = damaged;
        }
        assertThat(broken).isNotNull().returns(DAMAGED, UnusableLegacy::why).hasMessageContaining(".recover");
        assertThat(read).isLessThan(20_000);
    }

    @Test
    void anyDamageIsASentence() throws Exception {
        old.fill(1001, 3_000);
        var sound = Files.readAllBytes(old.database());
        Chance.rounds(60, chance -> {
            var damaged = sound.clone();
            for (int n = chance.between(1, 40); n > 0; n--)
                damaged[chance.between(0, damaged.length - 1)] = (byte) chance.number();
            var end = chance.coin() ? damaged.length : chance.between(0, damaged.length);
            var file = folder.resolve("damaged.db");
            Files.write(file, java.util.Arrays.copyOf(damaged, end));
            try (var legacy = new SqliteLegacies().open(file, List.of())) {
                var next = legacy.after(Long.MIN_VALUE, 500);
                while (!next.isEmpty()) next = legacy.after(next.getLast().row(), 500);
            } catch (UnusableLegacy refused) {
                assertThat(refused.getMessage()).isNotBlank();
            }
        });
    }

    @Test
    void whatAnotherProgramHoldsIsRefusedAfterAWhile() throws Exception {
        try (var other = DriverManager.getConnection("jdbc:sqlite:" + old.database());
                var statement = other.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            refused(LOCKED, old.database(), "Another program");
            statement.execute("ROLLBACK");
        }
        assertThat(refusal(old.database())).isNull();
    }

    @Test
    void whatWasLeftInTheMiddleIsRefusedAndStaysAsItIs() throws Exception {
        old.fill(1001, 3_000);
        var copy = Files.createDirectories(folder.resolve("copy"));
        try (var other = DriverManager.getConnection("jdbc:sqlite:" + old.database());
                var statement = other.createStatement()) {
            statement.execute("PRAGMA cache_size = 1");
            statement.execute("BEGIN");
            statement.execute("UPDATE tabela_de_mensagens SET msg = msg || 'x'");
            for (var name : List.of("chats.db", "chats.db-journal"))
                Files.copy(folder.resolve(name), copy.resolve(name));
            statement.execute("ROLLBACK");
        }
        var journal = Files.readAllBytes(copy.resolve("chats.db-journal"));
        refused(LEFT_OPEN, copy.resolve("chats.db"), "ended in the middle");
        assertThat(copy.resolve("chats.db-journal")).hasBinaryContent(journal);
    }

    @Test
    void aWriteAheadLogIsRefusedAndNothingIsWrittenBesideIt() throws Exception {
        old.run("PRAGMA journal_mode = WAL", "insert into my_id values (1001)");
        var before = everything();
        refused(LEFT_OPEN, old.database(), "write-ahead log");
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void linksAreNotFollowedOutOfItsFolders() throws Exception {
        var secret = Files.write(folder.resolve("secret.png"), new byte[] {1});
        var outside = Files.createDirectories(folder.resolve("outside"));
        Files.write(outside.resolve("other.png"), new byte[] {1});
        old.received("imagens_chimera", "plain.png", new byte[] {1});
        Files.createSymbolicLink(folder.resolve("imagens_chimera/link.png"), secret);
        Files.createDirectories(folder.resolve("imagens_chimera/folder.png"));
        var moved = Files.createDirectories(folder.resolve("moved"));
        Files.copy(old.database(), moved.resolve("chats.db"));
        Files.createSymbolicLink(moved.resolve("imagens_chimera"), outside);
        try (var legacy = open();
                var other = new SqliteLegacies().open(moved.resolve("chats.db"), List.of())) {
            assertThat(legacy.find(image("plain.png"))).isInstanceOf(Search.Found.class);
            assertThat(legacy.find(image("link.png"))).isEqualTo(new Search.NotThere());
            assertThat(legacy.find(image("folder.png"))).isEqualTo(new Search.NotThere());
            assertThat(legacy.find(image("gone.png"))).isEqualTo(new Search.NotThere());
            assertThat(legacy.find(image("nul\0.png"))).isEqualTo(new Search.NotThere());
            assertThat(other.find(image("other.png"))).isEqualTo(new Search.NotThere());
            assertThat(legacy.find(new FileReference(secret.toString(), ""))).isEqualTo(new Search.OutOfReach());
        }
        try (var named = new SqliteLegacies().open(old.database(), List.of(outside, folder.resolve("none")))) {
            assertThat(named.find(new FileReference(outside + "/other.png", "")))
                    .isInstanceOf(Search.Found.class);
            assertThat(named.find(new FileReference(outside + "/gone.png", ""))).isEqualTo(new Search.NotThere());
            assertThat(named.find(new FileReference(outside + "/../secret.png", "")))
                    .isEqualTo(new Search.OutOfReach());
        }
    }

    private static FileReference image(String name) {
        return new FileReference("/home/joao/chimera/imagens_chimera/" + name, "");
    }
}
