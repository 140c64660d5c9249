package io.chimera.pki.disk;

import io.chimera.core.disk.PrivateFolder;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.LockingMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;

/**
 * A small SQLite file that this process alone writes: one connection, one change at a time, each durable when it
 * returns.
 *
 * <p>What is kept here (used tokens, revocations, tried codes) must survive a loss of power, hence {@code synchronous =
 * FULL}. A second process is kept out by SQLite's exclusive locking mode.
 */
public final class Ledger implements AutoCloseable {

    /** A change takes a millisecond; whoever waits this long meets a fault, not a queue. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final SingleConnectionDataSource connection;
    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final ReentrantLock turn = new ReentrantLock();

    private Ledger(SingleConnectionDataSource connection) {
        this.connection = connection;
        this.sql = JdbcClient.create(connection);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(connection));
    }

    /**
     * Opens a ledger, makes it if there is none, and brings its tables up to date.
     *
     * @param migrations folder on the class path with the Flyway migrations
     * @throws IOException if the file cannot be used, for instance because another process has it open
     */
    public static Ledger open(PrivateFolder folder, String name, String migrations) throws IOException {
        var file = folder.reserve(name);
        try {
            var connection = new SingleConnectionDataSource(settings().createConnection("jdbc:sqlite:" + file), true);
            migrate(connection, migrations);
            return new Ledger(connection);
        } catch (SQLException | RuntimeException e) {
            throw new IOException(file + " cannot be used as a ledger. Is another Chimera running with it?", e);
        }
    }

    private static void migrate(SingleConnectionDataSource connection, String migrations) {
        try {
            Flyway.configure(Ledger.class.getClassLoader())
                    .dataSource(connection)
                    .locations("classpath:" + migrations)
                    .load()
                    .migrate();
        } catch (RuntimeException e) {
            connection.destroy();
            throw e;
        }
    }

    /** Asks. What the question returns must not be used to ask further. */
    public <T> T read(Function<JdbcClient, T> question) {
        return inTurn(() -> question.apply(sql));
    }

    /** Changes all or nothing. */
    public <T> T change(Function<JdbcClient, T> change) {
        return inTurn(() -> transaction.execute(_ -> change.apply(sql)));
    }

    @Override
    public void close() {
        turn.lock();
        try {
            connection.destroy();
        } finally {
            turn.unlock();
        }
    }

    private <T> T inTurn(Supplier<T> work) {
        try {
            if (!turn.tryLock(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the ledger was busy for " + LONGEST_WAIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the ledger", e);
        }
        try {
            return work.get();
        } finally {
            turn.unlock();
        }
    }

    private static SQLiteConfig settings() {
        var settings = new SQLiteConfig();
        settings.setJournalMode(JournalMode.WAL);
        settings.setSynchronous(SynchronousMode.FULL);
        settings.setLockingMode(LockingMode.EXCLUSIVE);
        settings.setTransactionMode(TransactionMode.IMMEDIATE);
        settings.setBusyTimeout(1_000);
        settings.enforceForeignKeys(true);
        return settings;
    }
}
