package io.chimera.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Looks a database's file over before anything is written into it. */
final class Inspection {

    /** Up to here every page is looked at, in bytes: a second at most. A larger file shows its damage when it is read. */
    private static final long SMALL = 64 << 20;

    private static final String WHAT_TO_DO =
            "Keep a copy of the file, then put a backup in its place; the store's documentation says how";

    /** The list of scripts that ran is made before the first of them runs; we may have been ended in between. */
    private static final String OTHER_TABLES =
            "SELECT count(*) FROM sqlite_schema WHERE tbl_name <> 'flyway_schema_history'";

    private final Path file;
    private final Schema schema;

    Inspection(Path file, Schema schema) {
        this.file = file;
        this.schema = schema;
    }

    /** @throws UnusableDatabase unless there is no file yet, or it is a sound database of ours */
    void pass() {
        try {
            if (!Files.exists(file) || Files.size(file) == 0) return;
            try (var connection = connect()) {
                refuseUnlessOurs(connection);
                if (Files.size(file) <= SMALL) refuseUnlessSound(connection);
            }
        } catch (SQLiteException failed) {
            throw refusal(failed);
        } catch (IOException | SQLException failed) {
            throw new UnusableDatabase(file, "it cannot be read", "Look at the cause: " + failed.getMessage(), failed);
        }
    }

    private Connection connect() throws SQLException {
        var config = new SQLiteConfig();
        config.setBusyTimeout(2_000);
        return config.createConnection("jdbc:sqlite:" + file);
    }

    private UnusableDatabase refusal(SQLiteException failed) {
        if (failed.getResultCode() == SQLiteErrorCode.SQLITE_NOTADB)
            return new UnusableDatabase(
                    file, "it is not an SQLite database, or its beginning is damaged", WHAT_TO_DO, failed);
        return new UnusableDatabase(file, "SQLite says: " + failed.getMessage(), WHAT_TO_DO, failed);
    }

    private void refuseUnlessOurs(Connection connection) throws SQLException {
        var id = Integer.parseInt(answer(connection, "PRAGMA application_id"));
        boolean justBegun = id == 0 && answer(connection, OTHER_TABLES).equals("0");
        if (justBegun || id == schema.applicationId()) return;
        throw new UnusableDatabase(
                file,
                "it is some other program's database, not " + schema.what(),
                "Move it away, or choose another home",
                null);
    }

    private void refuseUnlessSound(Connection connection) throws SQLException {
        var verdict = answer(connection, "PRAGMA quick_check(1)");
        if (!verdict.equals("ok"))
            throw new UnusableDatabase(file, "it is damaged (" + verdict + ")", WHAT_TO_DO, null);
    }

    private static String answer(Connection connection, String question) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(question)) {
            if (!answer.next()) throw new SQLException("no answer to " + question);
            return answer.getString(1);
        }
    }
}
