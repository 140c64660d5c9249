package io.chimera.lab.server;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** The lab cloud's SQLite file: one writer, whose commits are on disk when they return, and a few readers. */
final class LabDatabase implements AutoCloseable {

    private static final int READERS = 4;
    private static final int BUSY_MILLIS = 2_000;
    private static final long LONGEST_WAIT_MILLIS = 10_000;

    private final HikariDataSource writer;
    private final HikariDataSource reader;
    private final TransactionTemplate transaction;
    private final JdbcClient writing;
    private final JdbcClient reading;

    private LabDatabase(HikariDataSource writer, HikariDataSource reader) {
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
        HikariDataSource writer = null;
        try {
            writer = pool("lab-writer", file, writing(), 1, null);
            migrate(writer);
            return new LabDatabase(writer, pool("lab-reader", file, usual(), READERS, "PRAGMA query_only = ON"));
        } catch (RuntimeException e) {
            if (writer != null) writer.close();
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

    private static void migrate(HikariDataSource writer) {
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

    private static HikariDataSource pool(
            String name, Path file, SQLiteConfig sqlite, int size, @Nullable String first) {
        var source = new SQLiteDataSource(sqlite);
        source.setUrl("jdbc:sqlite:" + file);
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(source);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setConnectionInitSql(first);
        config.setConnectionTimeout(LONGEST_WAIT_MILLIS);
        config.setMaxLifetime(0);
        config.setIdleTimeout(0);
        return new HikariDataSource(config);
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
        reader.close();
        writer.close();
    }
}
