package io.chimera.store.sqlite;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteDataSource;

/**
 * Connections to one database: one that writes, a few that read. In WAL mode (sqlite.org/wal.html) readers and the writer
 * do not wait for each other.
 */
final class Pools {

    /** How much of a log that once grew large is kept on disk, in bytes. */
    private static final int LOG_KEPT = 16 << 20;

    private final Path file;
    private final Duration patience;

    /** @param patience how long to wait for another program that is writing into the file */
    Pools(Path file, Duration patience) {
        this.file = file;
        this.patience = patience;
    }

    /** A commit is on the disk when it returns, and what was deleted is overwritten with zeros. */
    HikariDataSource writer() {
        var config = base();
        config.setSynchronous(SynchronousMode.FULL);
        config.setJournalSizeLimit(LOG_KEPT);
        return pool("writer", config, 1, "PRAGMA secure_delete = ON");
    }

    /** Connections that refuse to write. */
    HikariDataSource readers(int count) {
        return pool("readers", base(), count, "PRAGMA query_only = ON");
    }

    private SQLiteConfig base() {
        var config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout((int) patience.toMillis());
        config.setTempStore(TempStore.MEMORY);
        return config;
    }

    private HikariDataSource pool(String name, SQLiteConfig sqlite, int size, String greeting) {
        var source = new SQLiteDataSource(sqlite);
        source.setUrl("jdbc:sqlite:" + file);
        var config = new HikariConfig();
        config.setPoolName(name + " of " + file);
        config.setDataSource(source);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setConnectionInitSql(greeting);
        config.setMaxLifetime(0);
        config.setIdleTimeout(0);
        return new HikariDataSource(config);
    }
}
