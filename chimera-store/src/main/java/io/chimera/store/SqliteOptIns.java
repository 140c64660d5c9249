package io.chimera.store;

import io.chimera.core.janus.OptIns;
import io.chimera.store.sqlite.Database;
import java.time.Instant;
import java.util.List;

/** Of which sites HTTPS is looked into, in the home's own database. Safe for use by many threads. */
final class SqliteOptIns implements OptIns {

    private final Database database;

    /** @param database that of the home, which whoever opened it closes */
    SqliteOptIns(Database database) {
        this.database = database;
    }

    @Override
    public List<OptIn> all() {
        return database.read(turn -> turn.sql("SELECT host, will, since FROM https_opt_in ORDER BY host")
                .query((row, _) -> new OptIn(
                        row.getString("host"),
                        Will.valueOf(row.getString("will")),
                        Instant.ofEpochMilli(row.getLong("since"))))
                .list());
    }

    @Override
    public boolean put(OptIn one) {
        return database.write(turn -> turn.sql("""
                                INSERT INTO https_opt_in (host, will, since)
                                SELECT :host, :will, :since
                                  WHERE (SELECT count(*) FROM https_opt_in WHERE host <> :host) < :most
                                ON CONFLICT (host) DO UPDATE SET will = excluded.will, since = excluded.since
                                """)
                        .param("host", one.host())
                        .param("will", one.will().name())
                        .param("since", one.since().toEpochMilli())
                        .param("most", MOST)
                        .update()
                > 0);
    }

    @Override
    public void remove(String host) {
        database.write(turn -> turn.sql("DELETE FROM https_opt_in WHERE host = :host")
                .param("host", host)
                .update());
    }
}
