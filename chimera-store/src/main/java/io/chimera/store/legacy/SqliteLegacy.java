package io.chimera.store.legacy;

import io.chimera.core.legacy.FileReference;
import io.chimera.core.legacy.LeftOut;
import io.chimera.core.legacy.Legacy;
import io.chimera.core.legacy.LegacyDialog;
import io.chimera.core.legacy.LegacyRow;
import io.chimera.core.legacy.LegacyRow.LegacyMessage;
import io.chimera.core.legacy.LegacyRow.Unreadable;
import io.chimera.core.legacy.UnusableLegacy;
import io.chimera.core.legacy.UnusableLegacy.Why;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The first Chimera's {@code chats.db}. Its columns have types that SQLite only prefers, no keys and no constraints: any
 * value can stand anywhere.
 */
final class SqliteLegacy implements Legacy {

    /** What must be there; more is no harm, as in earlier versions of the first Chimera. */
    private static final Map<String, Set<String>> TABLES = Map.of(
            "tabela_de_dialogos", Set.of("dialog_id", "name"),
            "tabela_de_mensagens", Set.of("id_telegram", "dialog", "sent_by", "date", "msg"));

    /** Only what is stored as a table: a view or a virtual table would run what somebody wrote into it. */
    private static final String PLAIN_TABLES = """
            SELECT name FROM sqlite_schema
            WHERE type = 'table' AND rootpage > 0 AND sql NOT LIKE '%WITHOUT ROWID%'
            """;

    private static final String DIALOGS = """
            SELECT id, max(name) AS name, max(people) AS people FROM (
                SELECT dialog_id AS id, name, 0 AS people FROM tabela_de_dialogos
                WHERE typeof(dialog_id) = 'integer' AND typeof(name) = 'text' AND length(name) BETWEEN 1 AND 1024
                UNION ALL
                SELECT dialog, NULL, max(sent_by > 0 AND sent_by <> -1000000000000 - dialog) FROM tabela_de_mensagens
                WHERE typeof(dialog) = 'integer' GROUP BY dialog
                UNION ALL
                SELECT dialog_id, NULL, 0 FROM tabela_de_dialogos WHERE typeof(dialog_id) = 'integer'
            ) GROUP BY id LIMIT :most
            """.replace(":most", Integer.toString(MOST_DIALOGS + 1));

    private static final String MESSAGES = """
            SELECT rowid AS place,
                   CASE typeof(id_telegram) WHEN 'integer' THEN id_telegram ELSE 0 END AS telegram,
                   dialog, sent_by,
                   typeof(dialog) = 'integer' AND typeof(sent_by) = 'integer'
                       AND typeof(msg) IN ('text', 'null', 'integer', 'real') AS readable,
                   length(msg) > %1$d AS long,
                   CASE typeof(date) WHEN 'text' THEN substr(date, 1, 64) ELSE '' END AS date,
                   substr(msg, 1, %1$d) AS msg
            FROM tabela_de_mensagens WHERE rowid > ? ORDER BY rowid LIMIT ?
            """.formatted(LONGEST_TEXT);

    private final OldDatabase database;
    private final OldFiles files;
    private OptionalLong owner = OptionalLong.empty();
    private long size;
    private long waiting;
    private List<LegacyDialog> dialogs = List.of();

    SqliteLegacy(OldDatabase database, OldFiles files) {
        this.database = database;
        this.files = files;
    }

    /** Makes sure that it is what it should be, and reads what is small. */
    void look() throws UnusableLegacy {
        var there = new HashSet<>(database.ask(PLAIN_TABLES, row -> row.getString("name")));
        for (var table : TABLES.entrySet()) {
            if (!there.contains(table.getKey())) throw notALegacy("it has no table " + table.getKey());
            for (var column : table.getValue()) {
                if (!has(table.getKey(), column))
                    throw notALegacy("its table " + table.getKey() + " has no column " + column);
            }
        }
        size = database.number("SELECT count(*) FROM tabela_de_mensagens");
        waiting = there.contains("mensagens_para_enviar")
                ? database.number("SELECT count(*) FROM mensagens_para_enviar")
                : 0;
        if (there.contains("my_id") && has("my_id", "myid")) owner = readOwner();
        dialogs = database.ask(DIALOGS, SqliteLegacy::dialog);
        if (dialogs.size() > MOST_DIALOGS)
            throw new UnusableLegacy(
                    Why.TOO_LARGE, "It names more than " + MOST_DIALOGS + " dialogs. No first Chimera had as many");
    }

    private boolean has(String table, String column) throws UnusableLegacy {
        return !database.ask(
                        "SELECT 1 FROM pragma_table_info(?) WHERE name = ?",
                        question -> {
                            question.setString(1, table);
                            question.setString(2, column);
                        },
                        row -> row.getInt(1))
                .isEmpty();
    }

    private static UnusableLegacy notALegacy(String why) {
        return new UnusableLegacy(
                Why.NOT_A_LEGACY, "It is a database, but not the first Chimera's: " + why + ". Give its chats.db");
    }

    private OptionalLong readOwner() throws UnusableLegacy {
        return database
                .ask(
                        "SELECT myid FROM my_id WHERE typeof(myid) = 'integer' ORDER BY rowid LIMIT 1",
                        row -> row.getLong(1))
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    private static LegacyDialog dialog(ResultSet row) throws SQLException {
        var name = row.getString("name");
        return new LegacyDialog(row.getLong("id"), name == null ? "" : name, row.getBoolean("people"));
    }

    @Override
    public OptionalLong owner() {
        return owner;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public long waiting() {
        return waiting;
    }

    @Override
    public List<LegacyDialog> dialogs() {
        return dialogs;
    }

    @Override
    public List<LegacyRow> after(long row, int most) throws UnusableLegacy {
        return database.ask(
                MESSAGES,
                question -> {
                    question.setLong(1, row);
                    question.setInt(2, most);
                },
                SqliteLegacy::message);
    }

    private static LegacyRow message(ResultSet row) throws SQLException {
        long place = row.getLong("place");
        if (!row.getBoolean("readable")) return new Unreadable(place, LeftOut.UNREADABLE);
        if (row.getBoolean("long")) return new Unreadable(place, LeftOut.TOO_LONG);
        var text = row.getString("msg");
        return new LegacyMessage(
                place,
                row.getLong("telegram"),
                row.getLong("dialog"),
                row.getLong("sent_by"),
                row.getString("date"),
                text == null ? "" : text);
    }

    @Override
    public Search find(FileReference reference) {
        return files.find(reference);
    }

    @Override
    public void close() {
        database.close();
    }
}
