package io.chimera.store;

import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Likeness;
import io.chimera.core.file.Sha256;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.message.MessageId;
import io.chimera.core.twin.CloudCopy;
import io.chimera.core.twin.Doubt;
import io.chimera.core.twin.Doubts;
import io.chimera.store.sqlite.Turn;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;

/** The doubts of one account as its database has them during one turn. */
final class SqliteDoubts implements Doubts.Editing {

    private static final Columns ALL = Columns.of(
            "message",
            "dialog",
            "mine",
            "likeness",
            "earliest",
            "latest",
            "certain",
            "copy_cloud_id",
            "copy_at",
            "answers",
            "answers_cloud_id",
            "kind",
            "text",
            "spans",
            "file_name",
            "media_type",
            "path",
            "size",
            "sha256",
            "wanted");

    private static final String KEEP =
            ALL.insertInto("doubt") + " ON CONFLICT (message) DO UPDATE SET " + ALL.takenOver();

    private final Turn turn;
    private final Path folder;

    SqliteDoubts(Turn turn, Path folder) {
        this.turn = turn;
        this.folder = folder;
    }

    @Override
    public Optional<Doubt> of(MessageId message) {
        return turn.sql("SELECT * FROM doubt WHERE message = :message")
                .param("message", message.toString())
                .query((row, _) -> read(row))
                .optional();
    }

    @Override
    public List<Doubt> about(DialogId dialog, boolean mine, int limit) {
        return turn.sql("""
                        SELECT * FROM doubt WHERE dialog = :dialog AND mine = :mine AND certain = 0
                        ORDER BY place LIMIT :limit
                        """)
                .param("dialog", dialog.value())
                .param("mine", mine)
                .param("limit", Math.max(0, limit))
                .query((row, _) -> read(row))
                .list();
    }

    @Override
    public List<DialogId> whereMine() {
        return turn.sql("SELECT DISTINCT dialog FROM doubt WHERE mine = 1")
                .query((row, _) -> new DialogId(row.getLong("dialog")))
                .list();
    }

    @Override
    public Optional<Doubt> resolvedBy(DialogId dialog, boolean mine, Likeness likeness, Instant date) {
        return turn.sql("""
                        SELECT * FROM doubt
                        WHERE dialog = :dialog AND mine = :mine AND likeness = :likeness AND copy_cloud_id IS NULL
                          AND :date BETWEEN earliest AND latest
                        ORDER BY place LIMIT 1
                        """)
                .param("dialog", dialog.value())
                .param("mine", mine)
                .param("likeness", likeness.value().hex())
                .param("date", Nanos.of(date))
                .query((row, _) -> read(row))
                .optional();
    }

    @Override
    public void keep(Doubt doubt) {
        try {
            turn.sql(KEEP).params(values(doubt)).update();
        } catch (DataIntegrityViolationException refused) {
            throw new IllegalStateException("there is no message " + doubt.message() + " to doubt", refused);
        }
    }

    @Override
    public void settle(MessageId message) {
        turn.sql("DELETE FROM doubt WHERE message = :message")
                .param("message", message.toString())
                .update();
    }

    @Override
    public void forget(Instant before) {
        turn.sql("DELETE FROM doubt WHERE latest < :before AND copy_cloud_id IS NULL")
                .param("before", Nanos.of(before))
                .update();
    }

    private Map<String, @Nullable Object> values(Doubt doubt) {
        var values = ALL.empty();
        values.put("message", doubt.message().toString());
        values.put("dialog", doubt.dialog().value());
        values.put("mine", doubt.mine());
        values.put("likeness", doubt.likeness().value().hex());
        values.put("earliest", Nanos.of(doubt.from()));
        values.put("latest", Nanos.of(doubt.until()));
        values.put("certain", doubt.certain());
        doubt.copy().ifPresent(copy -> {
            values.put("copy_cloud_id", copy.id().value());
            values.put("copy_at", Nanos.of(copy.at()));
            values.putAll(MessageRow.values(copy.body(), folder));
            ReferenceColumns.put(values, copy.answers());
        });
        return values;
    }

    private Doubt read(ResultSet row) throws SQLException {
        return new Doubt(
                MessageId.parse(row.getString("message")),
                new DialogId(row.getLong("dialog")),
                row.getBoolean("mine"),
                new Likeness(new Sha256(row.getString("likeness"))),
                Nanos.toInstant(row.getLong("earliest")),
                Nanos.toInstant(row.getLong("latest")),
                row.getBoolean("certain"),
                copy(row));
    }

    private Optional<CloudCopy> copy(ResultSet row) throws SQLException {
        long id = row.getLong("copy_cloud_id");
        if (row.wasNull()) return Optional.empty();
        return Optional.of(new CloudCopy(
                new CloudMessageId(id),
                Nanos.toInstant(row.getLong("copy_at")),
                MessageRow.body(row, folder),
                ReferenceColumns.read(row)));
    }
}
