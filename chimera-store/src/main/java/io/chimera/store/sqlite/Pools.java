package io.chimera.store.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.apache.commons.dbcp2.BasicDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;

/**
 * Connections to one database: one that writes, a few that read. In WAL mode (sqlite.org/wal.html) readers and the writer
 * do not wait for each other.
 *
 * <p>The pool keeps prepared statements, which is why it is this one: SQLite compiles a statement and all triggers it
 * fires each time it is prepared, and that takes longer than most of ours take to run.
 */
final class Pools {

    private static final Logger LOG = LoggerFactory.getLogger(Pools.class);

    /** How much of a log that once grew large is kept on disk, in bytes. */
    private static final int LOG_KEPT = 16 << 20;

    /** How many statements a connection keeps: more than there are in the code. */
    private static final int STATEMENTS = 128;

    private final Path file;
    private final Duration patience;

    /** @param patience how long to wait for another program that is writing into the file */
    Pools(Path file, Duration patience) {
        this.file = file;
        this.patience = patience;
    }

    /** A commit is on the disk when it returns, and what was deleted is overwritten with zeros. */
    BasicDataSource writer() {
        var config = base();
        config.setSynchronous(SynchronousMode.FULL);
        config.setJournalSizeLimit(LOG_KEPT);
        return pool(config, 1, "PRAGMA secure_delete = ON");
    }

    /** Connections that refuse to write. */
    BasicDataSource readers(int count) {
        return pool(base(), count, "PRAGMA query_only = ON");
    }

    /** Closes a pool's connections; one that does not close cleanly is closed all the same. */
    static void close(BasicDataSource pool) {
        try {
            pool.close();
        } catch (SQLException failed) {
            LOG.warn("A connection to {} did not close cleanly: {}", pool.getUrl(), failed.getMessage());
        }
    }

    private SQLiteConfig base() {
        var config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout((int) patience.toMillis());
        config.setTempStore(TempStore.MEMORY);
        return config;
    }

    private BasicDataSource pool(SQLiteConfig sqlite, int size, String greeting) {
        var pool = new BasicDataSource();
        pool.setDriver(new JDBC());
        pool.setUrl(JDBC.PREFIX + file);
        sqlite.toProperties().forEach((name, value) -> pool.addConnectionProperty((String) name, (String) value));
        pool.setMaxTotal(size);
        pool.setMaxIdle(size);
        pool.setConnectionInitSqls(List.of(greeting));
        pool.setTestOnBorrow(false);
        pool.setPoolPreparedStatements(true);
        pool.setMaxOpenPreparedStatements(STATEMENTS);
        return pool;
    }
}
