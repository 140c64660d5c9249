package io.chimera.store;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;

/** What SQLite itself says of a database that nobody uses at the moment. */
final class IndexCheck {

    private IndexCheck() {}

    /** What is wrong with the pages, the references, or the index of words, if anything is. */
    static Optional<String> complaint(Path database) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                var statement = connection.createStatement()) {
            try (var verdict = statement.executeQuery("PRAGMA integrity_check")) {
                if (!verdict.next() || !verdict.getString(1).equals("ok")) return Optional.of(verdict.getString(1));
            }
            try (var strays = statement.executeQuery("PRAGMA foreign_key_check")) {
                if (strays.next()) return Optional.of("a reference of table " + strays.getString(1) + " leads nowhere");
            }
            statement.execute("INSERT INTO message_words (message_words, rank) VALUES ('integrity-check', 1)");
            return Optional.empty();
        } catch (SQLException failed) {
            return Optional.of(failed.getMessage());
        }
    }
}
