package io.chimera.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that cannot be used says why and what to do, and stays as it is. */
class UnusableDatabaseTest {

    private static final Schema SCHEMA = new Schema("db/migration/account", 0x43786D41, "an account of Chimera");

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void makeOne() {
        file = folder.resolve("account.db");
        try (var database = open()) {
            database.write(turn -> {
                for (int n = 1; n <= 2_000; n++) {
                    turn.sql("INSERT INTO contact (id, name) VALUES (:id, :name)")
                            .param("id", n)
                            .param("name", "a long name to fill pages with, number " + n)
                            .update();
                }
                return n(turn);
            });
        }
    }

    private static int n(Turn turn) {
        return turn.sql("SELECT count(*) FROM contact").query(Integer.class).single();
    }

    private Database open() {
        return Database.open(file, SCHEMA, 1, Duration.ofSeconds(1), new Mapping());
    }

    @Test
    void aFileThatIsNoDatabase() throws Exception {
        Files.writeString(file, "Dear diary,\n".repeat(1_000));
        assertRefused("not an SQLite database", "put a backup in its place");
    }

    @Test
    void aDatabaseWhoseBeginningIsDamaged() throws Exception {
        damage(0, 50);
        assertRefused("its beginning is damaged", "put a backup in its place");
    }

    @Test
    void aDatabaseWithADamagedPage() throws Exception {
        damage(Files.size(file) - 3 * 4096, 3 * 4096);
        assertRefused("damaged", "put a backup in its place");
    }

    @Test
    void aDatabaseThatWasCutOff() throws Exception {
        var bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        assertRefused("", "put a backup in its place");
    }

    @Test
    void aDatabaseOfAnotherProgram() throws Exception {
        Files.delete(file);
        sql("CREATE TABLE moz_places (id INTEGER)");
        assertRefused("some other program's database", "Move it away");
    }

    @Test
    void aDatabaseOfANewerChimera() throws Exception {
        sql("INSERT INTO flyway_schema_history SELECT 999, '999', 'later', 'SQL', 'V999__later.sql', 1, 'x',"
                + " CURRENT_TIMESTAMP, 1, 1");
        assertRefused("newer Chimera (version 999 of an account of Chimera)", "Start that Chimera");
    }

    @Test
    void aDatabaseThatWasJustBegunWhenTheProcessEndedIsFinished() throws Exception {
        Files.delete(file);
        sql("CREATE TABLE flyway_schema_history (installed_rank INT NOT NULL PRIMARY KEY, version VARCHAR(50),"
                + " description VARCHAR(200) NOT NULL, type VARCHAR(20) NOT NULL, script VARCHAR(1000) NOT NULL,"
                + " checksum INT, installed_by VARCHAR(100) NOT NULL, installed_on TEXT NOT NULL DEFAULT"
                + " (strftime('%Y-%m-%d %H:%M:%f','now')), execution_time INT NOT NULL, success BOOLEAN NOT NULL)");
        try (var database = open()) {
            int contacts = database.read(UnusableDatabaseTest::n);
            assertThat(contacts).isZero();
        }
    }

    @Test
    void anEmptyFileIsANewDatabase() throws Exception {
        Files.write(file, new byte[0]);
        try (var database = open()) {
            int contacts = database.read(UnusableDatabaseTest::n);
            assertThat(contacts).isZero();
        }
    }

    private void assertRefused(String why, String whatToDo) throws Exception {
        var before = Files.readAllBytes(file);
        assertThatExceptionOfType(UnusableDatabase.class)
                .isThrownBy(this::open)
                .withMessageContaining(file.toString())
                .withMessageContaining(why)
                .withMessageContaining("Nothing in it was changed")
                .withMessageContaining(whatToDo)
                .satisfies(refused -> assertThat(refused.file()).isEqualTo(file));
        assertThat(file).hasBinaryContent(before);
    }

    private void damage(long from, int count) throws Exception {
        var bytes = Files.readAllBytes(file);
        var noise = new byte[count];
        new Random(1).nextBytes(noise);
        System.arraycopy(noise, 0, bytes, Math.toIntExact(from), count);
        Files.write(file, bytes);
    }

    private void sql(String statement) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var once = connection.createStatement()) {
            once.execute(statement);
        }
    }
}
