package io.chimera.lab.server;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.commons.dbcp2.BasicDataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/** The lab cloud's SQLite file: one writer, whose commits are on disk when they return, and a few readers. */
final class LabDatabase implements AutoCloseable {

    private static final int READERS = 4;
    private static final int BUSY_MILLIS = 2_000;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final int STATEMENTS = 128;
    private static final Logger LOG = LoggerFactory.getLogger(LabDatabase.class);

    private final BasicDataSource writer;
    private final BasicDataSource reader;
    private final TransactionTemplate transaction;
    private final JdbcClient writing;
    private final JdbcClient reading;

    private LabDatabase(BasicDataSource writer, BasicDataSource reader) {
        this.writer = writer;
        this.reader = reader;
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(writer));
        this.writing = JdbcClient.create(writer);
        this.reading = JdbcClient.create(reader);
    }

    /**
     * Opens the file, and makes it first if there is none.
     *
     * @throws IOException if it is damaged or was made by a newer Chimera; it is left as it is then
     */
    static LabDatabase open(Path file) throws IOException {
        BasicDataSource writer = null;
        try {
            writer = pool(file, writing(), 1, List.of());
            migrate(writer);
            return new LabDatabase(writer, pool(file, usual(), READERS, List.of("PRAGMA query_only = ON")));
        } catch (RuntimeException e) {
            if (writer != null) close(writer);
            throw new IOException(
                    "The lab cloud's memory " + file + " cannot be opened: it is damaged, or a newer Chimera made it. "
                            + "Start that Chimera, or move the folder away to begin a new lab. (" + reason(e) + ")",
                    e);
        }
    }

    private static String reason(RuntimeException e) {
        return e instanceof FlywayException
                ? "its tables are not those known here"
                : e.getClass().getSimpleName();
    }

    private static void migrate(BasicDataSource writer) {
        Flyway.configure()
                .dataSource(writer)
                .locations("classpath:db/migration/lab")
                .ignoreMigrationPatterns(new String[0]) // a newer version is no smaller matter than a changed one
                .load()
                .migrate();
    }

    private static SQLiteConfig usual() {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setBusyTimeout(BUSY_MILLIS);
        config.enforceForeignKeys(true);
        return config;
    }

    private static SQLiteConfig writing() {
        var config = usual();
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL); // an answer is a promise
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        return config;
    }

    private static BasicDataSource pool(Path file, SQLiteConfig sqlite, int size, List<String> first) {
        var pool = new BasicDataSource();
        pool.setDriver(new JDBC());
        pool.setUrl(JDBC.PREFIX + file);
        sqlite.toProperties().forEach((name, value) -> pool.addConnectionProperty((String) name, (String) value));
        pool.setMaxTotal(size);
        pool.setMaxIdle(size);
        pool.setMaxWait(LONGEST_WAIT);
        pool.setConnectionInitSqls(first);
        pool.setTestOnBorrow(false);
        pool.setPoolPreparedStatements(true);
        pool.setMaxOpenPreparedStatements(STATEMENTS);
        return pool;
    }

    private static void close(BasicDataSource pool) {
        try {
            pool.close();
        } catch (SQLException failed) {
            LOG.warn("A connection to {} did not close cleanly: {}", pool.getUrl(), failed.getMessage());
        }
    }

    /** Answers a question. */
    <T> T read(Function<JdbcClient, T> question) {
        return question.apply(reading);
    }

    /** Changes things, all or none; durable when this returns. */
    <T> T change(Function<JdbcClient, T> change) {
        return Objects.requireNonNull(transaction.<T>execute(_ -> change.apply(writing)));
    }

    /** {@link #change} for a change that answers nothing. */
    void alter(Consumer<JdbcClient> change) {
        transaction.executeWithoutResult(_ -> change.accept(writing));
    }

    @Override
    public void close() {
        close(reader);
        close(writer);
    }
}
