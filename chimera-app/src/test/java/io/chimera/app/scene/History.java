package io.chimera.app.scene;

import java.sql.DriverManager;
import java.sql.SQLException;

/** An account's history as it lies on the disk, read beside the running program. */
final class History {

    private History() {}

    /** Why a message went the way it went: what its badge is made of. */
    static String reason(Node node, long account, String message) throws SQLException {
        var file =
                node.home().resolve("accounts").resolve(Long.toString(account)).resolve("account.db");
        try (var database = DriverManager.getConnection("jdbc:sqlite:file:" + file + "?mode=ro");
                var question = database.prepareStatement("SELECT reason FROM message WHERE id = ?")) {
            question.setString(1, message);
            try (var answer = question.executeQuery()) {
                if (!answer.next()) throw new AssertionError("there is no message " + message);
                return String.valueOf(answer.getString("reason"));
            }
        }
    }
}
