package io.chimera.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;

/** How a database is opened and shared. */
@Timeout(60)
class DatabaseTest {

    private static final Schema SCHEMA = new Schema("db/migration/account", 0x43786D41, "an account of Chimera");
    private static final int READERS = 2;

    @TempDir
    private Path folder;

    private Database database;

    @BeforeEach
    void open() {
        database = Database.open(folder.resolve("account.db"), SCHEMA, READERS, Duration.ofMillis(100), new Mapping());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aCommitIsOnTheDiskBeforeItReturns() {
        assertThat(writing("PRAGMA journal_mode")).isEqualTo("wal");
        assertThat(writing("PRAGMA synchronous")).isEqualTo("2");
        assertThat(writing("PRAGMA foreign_keys")).isEqualTo("1");
        assertThat(writing("PRAGMA secure_delete")).isEqualTo("1");
        assertThat(writing("PRAGMA busy_timeout")).isEqualTo("100");
    }

    @Test
    void readersCannotWrite() {
        assertThat(reading("PRAGMA query_only")).isEqualTo("1");
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> database.read(DatabaseTest::addAna))
                .withMessageContaining("readonly");
    }

    @Test
    void asManyReadAtOnceAsThereAreReadersAndTheOthersWaitTheirTurn() throws Exception {
        var reading = new CountDownLatch(READERS);
        var goOn = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < READERS; n++) {
                threads.submit(() -> database.read(turn -> {
                    reading.countDown();
                    return await(goOn);
                }));
            }
            await(reading);
            var oneMore = threads.submit(() -> reading("SELECT 1"));
            assertThat(oneMore.isDone()).isFalse();
            goOn.countDown();
            assertThat(oneMore.get(10, TimeUnit.SECONDS)).isEqualTo("1");
        }
    }

    @Test
    void aThreadThatWasToldToStopCanStillSaveWhatItKnows() {
        Thread.currentThread().interrupt();
        try {
            assertThat(database.write(DatabaseTest::addAna)).isEqualTo(1);
            assertThat(reading("SELECT count(*) FROM contact")).isEqualTo("1");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void anotherProgramThatWritesIsWaitedForAndThenNamed() throws Exception {
        try (var other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("account.db"))) {
            lock(other);
            assertThatExceptionOfType(CannotAcquireLockException.class)
                    .isThrownBy(() -> database.write(DatabaseTest::addAna))
                    .withMessageContaining("Another program is writing");
            assertThat(reading("SELECT count(*) FROM contact")).isEqualTo("0");
        }
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> database.write(turn -> {
                    addAna(turn);
                    throw new IllegalStateException("after one that could not begin, one that must leave nothing");
                }));
        assertThat(reading("SELECT count(*) FROM contact")).isEqualTo("0");
        assertThat(database.write(DatabaseTest::addAna)).isEqualTo(1);
    }

    @Test
    void questionsWithinQuestionsTakeOneReaderAndSeeOneState() {
        for (int n = 0; n < READERS * 2; n++) {
            int nested = database.read(turn -> database.read(inner -> {
                database.write(DatabaseTest::forgetAll);
                return database.read(innermost ->
                        innermost.sql("SELECT 7").query(Integer.class).single());
            }));
            assertThat(nested).isEqualTo(7);
        }
        database.write(DatabaseTest::addAna);
        int seen = database.read(turn -> {
            int before = count(turn);
            database.write(DatabaseTest::forgetAll);
            return before + database.read(DatabaseTest::count);
        });
        assertThat(seen).isEqualTo(2);
    }

    private static int count(Turn turn) {
        return turn.sql("SELECT count(*) FROM contact").query(Integer.class).single();
    }

    private static int forgetAll(Turn turn) {
        return turn.sql("DELETE FROM contact").update();
    }

    private static void lock(Connection other) throws Exception {
        try (var statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
        }
    }

    @Test
    void whatIsThereTwiceAndWhatIsNotAllowedAreToldApart() {
        database.write(DatabaseTest::addAna);
        assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> database.write(DatabaseTest::addAna));
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> database.write(turn -> turn.sql("INSERT INTO contact (id, name) VALUES (1, '')")
                        .update()))
                .isNotInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void whatComesOutOfSqliteHoldsNoValues() {
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> database.write(turn -> {
                    addAna(turn);
                    return addAna(turn);
                }))
                .satisfies(failed -> assertThat(failed.toString()).doesNotContain("Ana Figueira"));
    }

    private static int addAna(Turn turn) {
        return turn.sql("INSERT INTO contact (id, name) VALUES (1001, :name)")
                .param("name", "Ana Figueira")
                .update();
    }

    private String writing(String question) {
        return database.write(turn -> turn.sql(question).query(String.class).single());
    }

    private String reading(String question) {
        return database.read(turn -> turn.sql(question).query(String.class).single());
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
