package io.chimera.pki.database;

import io.chimera.core.disk.PrivateFolder;
import io.chimera.pki.disk.SqliteFile;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** An SQLite file that this process alone writes: one connection, one change at a time. */
public final class SqliteDatabase extends Database {

    /** A change takes a millisecond; whoever waits this long meets a fault, not a queue. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final SingleConnectionDataSource connection;
    private final TransactionTemplate transaction;
    private final ReentrantLock turn = new ReentrantLock(true);
    private boolean closed; // guarded by turn

    private SqliteDatabase(SingleConnectionDataSource connection) {
        super(Mapping.rows(connection, new SqliteDialect()));
        this.connection = connection;
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(connection));
    }

    /**
     * Opens a file, makes it if there is none, and brings its tables up to date.
     *
     * @param migrations folder on the class path with the Flyway migrations
     * @throws IOException if the file cannot be used, for instance because another process has it open
     */
    public static SqliteDatabase open(PrivateFolder folder, String name, String migrations) throws IOException {
        return new SqliteDatabase(SqliteFile.open(folder, name, migrations));
    }

    @Override
    public <T> T change(Supplier<T> work) {
        return inTurn(() -> transaction.execute(_ -> work.get()));
    }

    @Override
    public <T> T one(Supplier<T> statement) {
        return inTurn(statement);
    }

    private <T> T inTurn(Supplier<T> work) {
        try {
            if (!turn.tryLock(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the database was busy for " + LONGEST_WAIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the database", e);
        }
        try {
            if (closed) throw new IllegalStateException("the database is closed"); // it would open the file again
            return work.get();
        } finally {
            turn.unlock();
        }
    }

    /** Every change is alone here. */
    @Override
    public void alone(long number) {}

    @Override
    public void close() {
        turn.lock();
        try {
            closed = true;
            connection.destroy();
        } finally {
            turn.unlock();
        }
    }
}
