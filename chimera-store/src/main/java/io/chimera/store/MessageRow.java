package io.chimera.store;

import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Message;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.message.MessageId;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row of table {@code message}: a message and what the store knows beside it. Written by hand, for pages and lists are
 * hundreds of rows, and Spring Data takes ten times as long for each.
 *
 * @param position the revision that brought it; below 0 for one from {@linkplain Early before this history began}
 */
record MessageRow(Message message, long position) {

    /** Those of the body. */
    static final Columns BODY =
            Columns.of("kind", "text", "spans", "file_name", "media_type", "path", "size", "sha256", "wanted");

    private static final Columns ALL = Columns.of(
            "position",
            "id",
            "dialog",
            "author",
            "sent_at",
            "kind",
            "text",
            "spans",
            "file_name",
            "media_type",
            "path",
            "size",
            "sha256",
            "wanted",
            "edited",
            "tick",
            "way",
            "reason",
            "settled_at",
            "attempts",
            "problem",
            "cloud_id",
            "answers",
            "answers_cloud_id",
            "revision");

    static final String INSERT = ALL.insertInto("message");

    private enum Kind {
        TEXT,
        FILE,
        ERASED
    }

    /** @param folder from where the paths of files are seen */
    static MessageRow read(ResultSet row, Path folder) throws SQLException {
        var message = new Message(
                MessageId.parse(row.getString("id")),
                new DialogId(row.getLong("dialog")),
                author(row),
                Nanos.toInstant(row.getLong("sent_at")),
                body(row, folder),
                FateColumns.read(row),
                row.getBoolean("edited"),
                cloudId(row),
                ReferenceColumns.read(row));
        return new MessageRow(message, row.getLong("position"));
    }

    private static Author author(ResultSet row) throws SQLException {
        long author = row.getLong("author");
        return row.wasNull() ? new Author.Me() : AuthorColumn.read(author);
    }

    private static Optional<CloudMessageId> cloudId(ResultSet row) throws SQLException {
        long id = row.getLong("cloud_id");
        return row.wasNull() ? Optional.empty() : Optional.of(new CloudMessageId(id));
    }

    static Body body(ResultSet row, Path folder) throws SQLException {
        return switch (Kind.valueOf(row.getString("kind"))) {
            case TEXT -> text(row);
            case FILE -> file(row, folder);
            case ERASED -> new Body.Erased();
        };
    }

    static Body.Text text(ResultSet row) throws SQLException {
        return new Body.Text(row.getString("text"), SpanColumn.read(row.getString("spans")));
    }

    /** A file without a path is not here. */
    private static Body file(ResultSet row, Path folder) throws SQLException {
        return row.getString("path") == null
                ? new Body.Distant(FileColumns.readDistant(row), row.getBoolean("wanted"))
                : new Body.File(FileColumns.read(row, folder));
    }

    /** Every column's value, of a message that is new. */
    static Map<String, @Nullable Object> values(Message message, long position, long revision, Path folder) {
        var values = ALL.empty();
        values.put("position", position);
        values.put("id", message.id().toString());
        values.put("dialog", message.dialog().value());
        values.put("author", AuthorColumn.of(message.author()));
        values.put("sent_at", Nanos.of(message.sentAt()));
        values.putAll(values(message.body(), folder));
        values.put("edited", message.edited());
        values.putAll(FateColumns.values(message.fate()));
        values.put("cloud_id", message.cloudId().map(CloudMessageId::value).orElse(null));
        ReferenceColumns.put(values, message.answers());
        values.put("revision", revision);
        return values;
    }

    /** The values of the columns that hold the body. */
    static Map<String, @Nullable Object> values(Body body, Path folder) {
        var values = BODY.empty();
        values.put("wanted", false);
        switch (body) {
            case Body.Text(var text, var spans) -> {
                values.put("kind", Kind.TEXT.name());
                values.put("text", text);
                values.put("spans", SpanColumn.of(spans));
            }
            case Body.File(var file) -> {
                values.put("kind", Kind.FILE.name());
                values.putAll(FileColumns.values(file, folder));
            }
            case Body.Distant distant -> {
                values.put("kind", Kind.FILE.name());
                values.putAll(FileColumns.values(distant.file()));
                values.put("wanted", distant.wanted());
            }
            case Body.Erased() -> values.put("kind", Kind.ERASED.name());
        }
        return values;
    }
}
