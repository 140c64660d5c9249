package io.chimera.store.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.apache.commons.dbcp2.BasicDataSource;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Transactions on a pool's connections, begun and ended in SQL's own words.
 *
 * <p>Not by {@code setAutoCommit}, as JDBC's and Spring's managers do it: when SQLite refuses to begin because somebody
 * else is writing, the driver believes that it has begun, and the connection's next changes would stand one by one. It
 * also begins again behind each commit, holding the writer's lock.
 */
final class Transactions {

    private static final String COMMIT = "COMMIT";
    private static final String ROLLBACK = "ROLLBACK";

    private final BasicDataSource pool;
    private final String begin;
    private final SqliteExceptionTranslator translator = new SqliteExceptionTranslator();

    /** @param begin {@code BEGIN IMMEDIATE} where there will be writing, {@code BEGIN} where there will be none */
    Transactions(BasicDataSource pool, String begin) {
        this.pool = pool;
        this.begin = begin;
    }

    /** Whether this thread is in a transaction on this pool. */
    boolean isUnderWay() {
        return TransactionSynchronizationManager.hasResource(pool);
    }

    /** Does the work in a transaction, which whatever uses the pool in this thread takes part in. */
    <T> T run(Supplier<T> work) {
        try (var connection = connection()) {
            execute(connection, begin);
            return finish(connection, work);
        } catch (SQLException failed) {
            throw translator.translate("transaction", null, failed);
        }
    }

    /** A thread that was told to stop may still save what it knows; the pool would turn it away. */
    private Connection connection() throws SQLException {
        boolean interrupted = Thread.interrupted();
        try {
            return pool.getConnection();
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    private <T> T finish(Connection connection, Supplier<T> work) throws SQLException {
        boolean committed = false;
        try {
            var answer = sharing(connection, work);
            execute(connection, COMMIT);
            committed = true;
            return answer;
        } finally {
            if (!committed) undo(connection);
        }
    }

    private <T> T sharing(Connection connection, Supplier<T> work) {
        TransactionSynchronizationManager.bindResource(pool, new ConnectionHolder(connection, true));
        try {
            return work.get();
        } finally {
            TransactionSynchronizationManager.unbindResource(pool);
        }
    }

    /** After some failures, such as a full disk, SQLite has rolled back by itself; a new connection is then beyond doubt. */
    private void undo(Connection connection) {
        try {
            execute(connection, ROLLBACK);
        } catch (SQLException _) {
            pool.invalidateConnection(connection);
        }
    }

    private static void execute(Connection connection, String statement) throws SQLException {
        try (var prepared = connection.prepareStatement(statement)) {
            prepared.execute();
        }
    }
}
