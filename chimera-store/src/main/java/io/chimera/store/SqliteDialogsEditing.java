package io.chimera.store;

import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.CloudTrace;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Dialogs;
import io.chimera.core.dialog.Fate;
import io.chimera.core.dialog.Gap;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Revision;
import io.chimera.core.file.SharedFile;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.message.MessageId;
import io.chimera.store.sqlite.Turn;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;

/**
 * The history as one change alters it. Every message and dialog altered takes the next revision, and a message's dialog
 * takes it along, so that no two messages share one and the highest is always some dialog's.
 */
final class SqliteDialogsEditing extends SqliteDialogs implements Dialogs.Editing {

    private static final String SETTLE = """
            UPDATE message
            SET tick = :tick, way = :way, reason = :reason, settled_at = :settled_at, attempts = :attempts,
                problem = :problem, revision = :revision
            WHERE id = :id AND (tick, way, reason, settled_at, attempts, problem)
                IS NOT (:tick, :way, :reason, :settled_at, :attempts, :problem)
            RETURNING dialog
            """;

    /** Dialogs seen by this change: what comes in together is mostly of one. */
    private final Map<DialogId, Dialog> found = new HashMap<>();

    private @Nullable Long latest;

    SqliteDialogsEditing(Turn turn, Path folder) {
        super(turn, folder);
    }

    @Override
    public Revision revision() {
        turn.check();
        return new Revision(latest());
    }

    private long latest() {
        if (latest == null) latest = super.revision().value();
        return latest;
    }

    @Override
    public Optional<Dialog> find(DialogId id) {
        turn.check();
        var known = Optional.ofNullable(found.get(id)).or(() -> super.find(id));
        known.ifPresent(dialog -> found.put(id, dialog));
        return known;
    }

    @Override
    public void save(Dialog dialog) {
        found.remove(dialog.id());
        long revision = latest() + 1;
        int altered = turn.sql("""
                        INSERT INTO dialog (id, kind, title, may_write, revision)
                        VALUES (:id, :kind, :title, :may_write, :revision)
                        ON CONFLICT (id) DO UPDATE
                          SET kind = excluded.kind, title = excluded.title, may_write = excluded.may_write,
                              revision = excluded.revision
                          WHERE (kind, title, may_write) <> (excluded.kind, excluded.title, excluded.may_write)
                        """)
                .param("id", dialog.id().value())
                .param("kind", DialogRow.kindOf(dialog).name())
                .param("title", dialog.title())
                .param("may_write", dialog.mayWrite())
                .param("revision", revision)
                .update();
        if (altered == 0) return;
        latest = revision;
        turn.sql("DELETE FROM vanished WHERE dialog = :id")
                .param("id", dialog.id().value())
                .update();
    }

    @Override
    public List<SharedFile> remove(DialogId dialog) {
        if (find(dialog).isEmpty()) return List.of();
        found.remove(dialog);
        long revision = latest() + 1;
        var files = turn.sql("SELECT * FROM message WHERE dialog = :dialog AND path IS NOT NULL")
                .param("dialog", dialog.value())
                .query((row, _) -> FileColumns.read(row, folder))
                .list();
        turn.sql("DELETE FROM message WHERE dialog = :dialog")
                .param("dialog", dialog.value())
                .update();
        turn.sql("DELETE FROM dialog WHERE id = :dialog")
                .param("dialog", dialog.value())
                .update();
        turn.sql("INSERT INTO vanished (dialog, revision) VALUES (:dialog, :revision)")
                .param("dialog", dialog.value())
                .param("revision", revision)
                .update();
        latest = revision;
        return files;
    }

    @Override
    public void append(Message message) {
        long revision = latest() + 1;
        insert(message, revision, revision);
    }

    @Override
    public void append(Message message, CloudTrace missing) {
        long place = latest() + Gap.ROOM + 1; // those below it stay free
        insert(message, place, place);
        turn.sql("UPDATE message SET missing_date = :date, missing = :missing WHERE position = :place")
                .param("date", missing.date().getEpochSecond())
                .param("missing", missing.content().hex())
                .param("place", place)
                .update();
    }

    @Override
    public void fill(Gap gap, Message message) {
        long end = row(message.dialog(), gap.before())
                .orElseThrow(() -> new IllegalStateException("no message " + gap.before() + " in this dialog"))
                .position();
        long place = turn.sql("""
                        SELECT coalesce(max(position), :begin) + 1 AS place FROM message
                        WHERE dialog = :dialog AND position > :begin AND position < :end
                        """)
                .param("dialog", message.dialog().value())
                .param("begin", end - Gap.ROOM - 1)
                .param("end", end)
                .query((row, _) -> row.getLong("place"))
                .single();
        if (place < end) insert(message, place, latest() + 1);
        else append(message);
    }

    @Override
    public void close(Gap gap) {
        turn.sql("UPDATE message SET missing_date = NULL, missing = NULL WHERE id = :id")
                .param("id", gap.before().toString())
                .update();
    }

    @Override
    public void prepend(Message message, Instant moment) {
        insert(message, new Early(turn).place(moment), latest() + 1);
    }

    @Override
    public void insert(Message message) {
        var next = turn.sql("""
                        SELECT position FROM message WHERE dialog = :dialog AND cloud_id > :id
                        ORDER BY cloud_id LIMIT 1
                        """)
                .param("dialog", message.dialog().value())
                .param("id", message.cloudId().orElseThrow().value())
                .query((row, _) -> row.getLong("position"))
                .optional();
        if (next.isEmpty()) append(message);
        else insert(message, new Gaps(turn).below(next.get()), latest() + 1);
    }

    private void insert(Message message, long position, long revision) {
        try {
            turn.sql(MessageRow.INSERT)
                    .params(MessageRow.values(message, position, revision, folder))
                    .update();
        } catch (DuplicateKeyException taken) {
            throw new IllegalStateException(
                    "message " + message.id() + ", or its cloud id, is in dialog " + message.dialog() + " already",
                    taken);
        } catch (DataIntegrityViolationException refused) {
            throw new IllegalStateException(
                    "message " + message.id() + " cannot be in dialog " + message.dialog() + ", which is unknown",
                    refused);
        }
        touch(message.dialog(), revision);
    }

    @Override
    public void settle(MessageId id, Fate fate) {
        long revision = latest() + 1;
        turn.sql(SETTLE)
                .param("id", id.toString())
                .params(FateColumns.values(fate))
                .param("revision", revision)
                .query((row, _) -> new DialogId(row.getLong("dialog")))
                .optional()
                .ifPresent(dialog -> touch(dialog, revision));
    }

    @Override
    public void bind(MessageId id, CloudMessageId cloudId) {
        try {
            row(id).filter(row -> !row.message().cloudId().equals(Optional.of(cloudId)))
                    .ifPresent(row -> alter(row, Map.of("cloud_id", cloudId.value())));
        } catch (DuplicateKeyException taken) {
            throw new IllegalStateException(
                    "cloud id " + cloudId + " belongs to another message of the dialog than " + id, taken);
        }
    }

    @Override
    public void unbind(MessageId id) {
        row(id).filter(row -> row.message().cloudId().isPresent())
                .ifPresent(row -> alter(row, Collections.singletonMap("cloud_id", null)));
    }

    @Override
    public void rename(MessageId id, MessageId to) {
        try {
            turn.sql("DELETE FROM doubt WHERE message = :id")
                    .param("id", id.toString())
                    .update();
            row(id).ifPresent(row -> alter(row, Map.of("id", to.toString())));
        } catch (DuplicateKeyException taken) {
            throw new IllegalStateException("message " + to + " is there already", taken);
        }
    }

    @Override
    public void merge(MessageId id, MessageId copy) {
        var stays = row(id);
        var goes = row(copy);
        if (stays.isEmpty() || goes.isEmpty() || id.equals(copy)) return;
        withdraw(copy);
        goes.get().message().cloudId().ifPresent(cloudId -> bind(id, cloudId));
        if (goes.get().position() < stays.get().position())
            move(stays.get(), goes.get().position());
    }

    /** What was missing before it is not missing before another place; its words are listed by where they stand. */
    private void move(MessageRow row, long place) {
        long revision = latest() + 1;
        turn.sql("""
                        UPDATE message
                        SET position = :place, missing_date = NULL, missing = NULL, text = text, file_name = file_name,
                            revision = :revision
                        WHERE position = :position
                        """)
                .param("place", place)
                .param("revision", revision)
                .param("position", row.position())
                .update();
        touch(row.message().dialog(), revision);
    }

    @Override
    public void edit(MessageId id, Body.Text text) {
        row(id).filter(row -> row.message().body() instanceof Body.Text)
                .filter(row -> !row.message().edited() || !row.message().body().equals(text))
                .ifPresent(row -> alter(row, edited(text)));
    }

    private static Map<String, @Nullable Object> edited(Body.Text text) {
        var values = new HashMap<String, @Nullable Object>();
        values.put("text", text.text());
        values.put("spans", SpanColumn.of(text.spans()));
        values.put("edited", true);
        return values;
    }

    @Override
    public void erase(MessageId id) {
        row(id).filter(row -> !row.message().deleted())
                .ifPresent(row -> alter(row, MessageRow.values(new Body.Erased(), folder)));
    }

    @Override
    public void historyFrom(DialogId dialog, CloudMessageId message) {
        turn.sql("UPDATE dialog SET history_from = :message WHERE id = :dialog")
                .param("message", message.value())
                .param("dialog", dialog.value())
                .update();
    }

    @Override
    public void whole(DialogId dialog) {
        long revision = latest() + 1;
        int altered = turn.sql("UPDATE dialog SET whole = 1, revision = :revision WHERE id = :dialog AND whole = 0")
                .param("revision", revision)
                .param("dialog", dialog.value())
                .update();
        if (altered > 0) latest = revision;
    }

    @Override
    public void want(MessageId id, boolean wanted) {
        row(id).filter(row -> row.message().body() instanceof Body.Distant distant && distant.wanted() != wanted)
                .ifPresent(row -> alter(row, Map.of("wanted", wanted)));
    }

    @Override
    public void fetched(MessageId id, SharedFile file) {
        row(id).filter(row -> row.message().body() instanceof Body.Distant)
                .ifPresent(row -> alter(row, MessageRow.values(new Body.File(file), folder)));
    }

    /** @param columns their new values; the names are this class's own */
    private void alter(MessageRow row, Map<String, ? extends @Nullable Object> columns) {
        long revision = latest() + 1;
        var assignments = new StringBuilder();
        columns.keySet().forEach(column -> assignments.append(column + " = :" + column + ", "));
        turn.sql("UPDATE message SET " + assignments + "revision = :revision WHERE position = :position")
                .params(columns)
                .param("revision", revision)
                .param("position", row.position())
                .update();
        touch(row.message().dialog(), revision);
    }

    private void touch(DialogId dialog, long revision) {
        turn.sql("UPDATE dialog SET revision = :revision WHERE id = :dialog")
                .param("revision", revision)
                .param("dialog", dialog.value())
                .update();
        latest = revision;
    }

    @Override
    public void withdraw(MessageId id) {
        row(id).ifPresent(row -> {
            turn.sql("DELETE FROM message WHERE position = :position")
                    .param("position", row.position())
                    .update();
            touch(row.message().dialog(), latest() + 1);
        });
    }

    @Override
    public void seen(DialogId dialog, MessageId upTo) {
        read(dialog, upTo, "author IS NOT NULL AND tick <> 'READ'");
    }

    @Override
    public void seenByThem(DialogId dialog, MessageId upTo) {
        read(dialog, upTo, "author IS NULL AND tick IN ('SENT', 'DELIVERED')");
    }

    /** @param which of the messages up to that one: the condition of an index that holds no others */
    private void read(DialogId dialog, MessageId upTo, String which) {
        row(dialog, upTo).ifPresent(row -> {
            int altered = turn.sql("""
                            UPDATE message SET tick = 'READ', revision = :latest + marked.number
                            FROM (SELECT position AS place, row_number() OVER (ORDER BY position) AS number
                                  FROM message WHERE dialog = :dialog AND position <= :upTo AND %s) AS marked
                            WHERE position = marked.place
                            """.formatted(which))
                    .param("latest", latest())
                    .param("dialog", dialog.value())
                    .param("upTo", row.position())
                    .update();
            if (altered > 0) touch(dialog, latest() + altered);
        });
    }

    @Override
    public void draft(DialogId dialog, String text) {
        long revision = latest() + 1;
        int altered = turn.sql("""
                        UPDATE dialog SET draft = :draft, revision = :revision WHERE id = :dialog AND draft <> :draft
                        """)
                .param("draft", text)
                .param("revision", revision)
                .param("dialog", dialog.value())
                .update();
        if (altered > 0) latest = revision;
    }
}
