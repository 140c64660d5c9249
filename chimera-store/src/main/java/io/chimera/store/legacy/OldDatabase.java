package io.chimera.store.legacy;

import io.chimera.core.legacy.UnusableLegacy;
import io.chimera.core.legacy.UnusableLegacy.Why;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * A connection to somebody else's database that can only read. Each question is a transaction of its own, so that the
 * program whose database it is never waits long. Nothing that the database itself defines is trusted or run.
 */
final class OldDatabase implements AutoCloseable {

    /** How long to wait for a program that is writing into it, in milliseconds. */
    private static final int PATIENCE = 5_000;

    private static final List<String> MANNERS = List.of(
            "PRAGMA query_only = ON",
            "PRAGMA trusted_schema = OFF", // sqlite.org/security.html
            "PRAGMA cell_size_check = ON",
            "PRAGMA mmap_size = 0");

    private final Path file;
    private final Connection connection;

    private OldDatabase(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    static OldDatabase open(Path file) throws UnusableLegacy {
        var config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(PATIENCE);
        try {
            var opened = new OldDatabase(file, config.createConnection("jdbc:sqlite:" + file));
            opened.behave();
            return opened;
        } catch (SQLException failed) {
            throw refusal(file, failed);
        }
    }

    private void behave() throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var manner : MANNERS) statement.execute(manner);
        } catch (SQLException failed) {
            connection.close();
            throw failed;
        }
    }

    /** Sets what a question asks for. */
    @FunctionalInterface
    interface Parameters {
        void set(PreparedStatement question) throws SQLException;
    }

    /** Makes something of a row. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    <T> List<T> ask(String question, Parameters parameters, Row<T> row) throws UnusableLegacy {
        try (var asked = connection.prepareStatement(question)) {
            parameters.set(asked);
            var answers = new ArrayList<T>();
            try (var rows = asked.executeQuery()) {
                while (rows.next()) answers.add(row.read(rows));
            }
            return answers;
        } catch (SQLException failed) {
            throw refusal(file, failed);
        }
    }

    <T> List<T> ask(String question, Row<T> row) throws UnusableLegacy {
        return ask(question, _ -> {}, row);
    }

    long number(String question) throws UnusableLegacy {
        return ask(question, row -> row.getLong(1)).getFirst();
    }

    private static UnusableLegacy refusal(Path file, SQLException failed) {
        var code = failed instanceof SQLiteException told ? told.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
        return switch (code) {
            case SQLITE_NOTADB ->
                new UnusableLegacy(
                        Why.NOT_SQLITE,
                        file
                                + " is not an SQLite database, or its beginning is damaged. Give the first Chimera's chats.db");
            case SQLITE_BUSY, SQLITE_BUSY_SNAPSHOT, SQLITE_BUSY_TIMEOUT, SQLITE_LOCKED ->
                new UnusableLegacy(
                        Why.LOCKED,
                        "Another program holds " + file + ", most likely the first Chimera. End it, and import again");
            case SQLITE_READONLY_ROLLBACK, SQLITE_READONLY_RECOVERY, SQLITE_READONLY_CANTINIT, SQLITE_BUSY_RECOVERY ->
                new UnusableLegacy(
                        Why.LEFT_OPEN,
                        "Whoever wrote into " + file
                                + " last was ended in the middle, and SQLite would have to write to"
                                + " mend that. Start and end the first Chimera once, or copy its folder and open the copy"
                                + " with sqlite3; then import again");
            case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH, SQLITE_CANTOPEN_ISDIR ->
                new UnusableLegacy(
                        Why.NOT_THERE,
                        file + " cannot be opened. Make it and its folder readable, or copy them to where they are");
            default ->
                new UnusableLegacy(
                        Why.DAMAGED,
                        file + " is damaged: SQLite says \"" + failed.getMessage() + "\". What could be read is here."
                                + " sqlite3 can save the rest: sqlite3 chats.db .recover | sqlite3 saved.db; then import"
                                + " saved.db");
        };
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException _) {
            // it was only read
        }
    }
}
