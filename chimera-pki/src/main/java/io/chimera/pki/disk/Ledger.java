package io.chimera.pki.disk;

import io.chimera.core.disk.PrivateFolder;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A small SQLite file that this process alone writes: one connection, one change at a time, each durable when it
 * returns. See {@link SqliteFile}.
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
        return new Ledger(SqliteFile.open(folder, name, migrations));
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
}
