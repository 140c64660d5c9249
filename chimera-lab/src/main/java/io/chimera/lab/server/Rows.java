package io.chimera.lab.server;

import io.chimera.core.dialog.Span;
import io.chimera.lab.api.Content;
import io.chimera.lab.api.History;
import io.chimera.lab.api.LabJson;
import io.chimera.lab.api.Look;
import io.chimera.lab.api.Update;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Rows to what is told. */
final class Rows {

    private Rows() {}

    static Update update(ResultSet row) throws SQLException {
        long seq = row.getLong("seq");
        long dialog = row.getLong("peer");
        long message = row.getLong("copy");
        long by = row.getLong("actor");
        var at = instant(row, "at");
        return switch (News.Kind.valueOf(row.getString("kind"))) {
            case MESSAGE -> new Update.NewMessage(seq, dialog, message, by, at, content(row), row.getLong("answers"));
            case EDIT -> new Update.Edit(seq, dialog, message, by, at, row.getString("text"), looks(row));
            case DELETION -> new Update.Deletion(seq, dialog, message, by, at);
            case SEEN -> new Update.Seen(seq, dialog, message, by, at);
            case GATHERING -> new Update.Changed(seq, dialog, at);
        };
    }

    static History.Entry entry(ResultSet row) throws SQLException {
        return new History.Entry(
                row.getLong("id"),
                row.getLong("author"),
                instant(row, "sent_at"),
                content(row),
                row.getBoolean("edited"),
                row.getBoolean("seen"),
                row.getLong("answers"));
    }

    private static Content content(ResultSet row) throws SQLException {
        var text = row.getString("text");
        if (text != null) return new Content.Words(text, looks(row));
        return new Content.Document(
                row.getString("file_name"),
                row.getString("file_type"),
                row.getLong("file_size"),
                row.getString("file_sha256"));
    }

    /** As they are put into the row. */
    static String looks(List<Span> spans) {
        return new String(LabJson.write(Look.of(spans)), StandardCharsets.UTF_8);
    }

    private static List<Look> looks(ResultSet row) throws SQLException {
        var looks = row.getString("looks");
        if (looks == null) return List.of();
        try {
            return List.of(LabJson.read(looks.getBytes(StandardCharsets.UTF_8), Look[].class));
        } catch (IOException damaged) {
            throw new SQLException("the looks of a message cannot be read", damaged);
        }
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }
}
