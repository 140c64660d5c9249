package io.chimera.pki.disk;

import io.chimera.core.disk.PrivateFolder;
import java.io.IOException;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.LockingMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;

/**
 * An SQLite file for one process and one connection.
 *
 * <p>What is kept so (used tokens, revocations, tried codes) must survive a loss of power, hence {@code synchronous =
 * FULL}. A second process is kept out by SQLite's exclusive locking mode.
 */
public final class SqliteFile {

    private SqliteFile() {}

    /**
     * Opens a file, makes it if there is none, and brings its tables up to date.
     *
     * @param migrations folder on the class path with the Flyway migrations
     * @throws IOException if the file cannot be used, for instance because another process has it open
     */
    public static SingleConnectionDataSource open(PrivateFolder folder, String name, String migrations)
            throws IOException {
        var file = folder.reserve(name);
        try {
            var connection = new SingleConnectionDataSource(settings().createConnection("jdbc:sqlite:" + file), true);
            migrate(connection, migrations);
            return connection;
        } catch (SQLException | RuntimeException e) {
            throw new IOException(file + " cannot be used as a ledger. Is another Chimera running with it?", e);
        }
    }

    private static void migrate(SingleConnectionDataSource connection, String migrations) {
        try {
            Flyway.configure(SqliteFile.class.getClassLoader())
                    .dataSource(connection)
                    .locations("classpath:" + migrations)
                    .load()
                    .migrate();
        } catch (RuntimeException e) {
            connection.destroy();
            throw e;
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
