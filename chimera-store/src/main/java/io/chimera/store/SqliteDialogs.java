package io.chimera.store;

import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Changes;
import io.chimera.core.dialog.CloudTrace;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.DialogSummary;
import io.chimera.core.dialog.Dialogs;
import io.chimera.core.dialog.Gap;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Page;
import io.chimera.core.dialog.Revision;
import io.chimera.core.file.Sha256;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.message.MessageId;
import io.chimera.store.sqlite.Turn;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** The history of one account as its database has it during one turn. */
class SqliteDialogs implements Dialogs {

    private static final String OLDER =
            "SELECT * FROM message WHERE dialog = :dialog AND position < :position ORDER BY position DESC LIMIT :limit";
    private static final String NEWER =
            "SELECT * FROM message WHERE dialog = :dialog AND position > :position ORDER BY position LIMIT :limit";

    final Turn turn;
    final Path folder;

    /** @param folder the account's folder, below which its files lie */
    SqliteDialogs(Turn turn, Path folder) {
        this.turn = turn;
        this.folder = folder;
    }

    @Override
    public List<DialogSummary> all() {
        return new DialogList(turn, folder).all();
    }

    @Override
    public Optional<DialogSummary> summary(DialogId id) {
        return new DialogList(turn, folder).one(id);
    }

    @Override
    public Optional<Dialog> find(DialogId id) {
        return Optional.ofNullable(turn.rows().findById(id.value(), DialogRow.class))
                .map(DialogRow::toDialog);
    }

    @Override
    public Optional<Message> message(MessageId id) {
        return row(id).map(MessageRow::message);
    }

    @Override
    public Optional<Message> message(DialogId dialog, CloudMessageId id) {
        return rows(turn.sql("SELECT * FROM message WHERE dialog = :dialog AND cloud_id = :id")
                        .param("dialog", dialog.value())
                        .param("id", id.value()))
                .stream()
                .findFirst()
                .map(MessageRow::message);
    }

    @Override
    public Optional<Gap> gap(DialogId dialog, Author author, Instant date) {
        return turn.sql("""
                        SELECT id, missing_date, missing FROM message
                        WHERE dialog = :dialog AND missing_date >= :date AND author IS :author
                        ORDER BY position LIMIT 1
                        """)
                .param("dialog", dialog.value())
                .param("date", date.getEpochSecond())
                .param("author", AuthorColumn.of(author))
                .query((row, _) -> new Gap(
                        MessageId.parse(row.getString("id")),
                        new CloudTrace(
                                Instant.ofEpochSecond(row.getLong("missing_date")),
                                new Sha256(row.getString("missing")))))
                .optional();
    }

    Optional<MessageRow> row(MessageId id) {
        return rows(turn.sql("SELECT * FROM message WHERE id = :id").param("id", id.toString())).stream()
                .findFirst();
    }

    Optional<MessageRow> row(DialogId dialog, MessageId id) {
        return row(id).filter(row -> row.message().dialog().equals(dialog));
    }

    private List<MessageRow> rows(StatementSpec query) {
        return query.query((row, _) -> MessageRow.read(row, folder)).list();
    }

    @Override
    public Page page(DialogId dialog, Optional<MessageId> before, int limit) {
        int size = inRange(limit);
        if (before.isEmpty()) return page(rows(OLDER, dialog, Long.MAX_VALUE, size + 1), size, false);
        return row(dialog, before.get())
                .map(row -> page(rows(OLDER, dialog, row.position(), size + 1), size, true))
                .orElseGet(SqliteDialogs::nothing);
    }

    private static Page page(List<MessageRow> oneMore, int size, boolean newerExist) {
        var messages = oneMore.stream().limit(size).map(MessageRow::message).toList();
        return new Page(messages, oneMore.size() > size, newerExist);
    }

    private static Page nothing() {
        return new Page(List.of(), false, false);
    }

    @Override
    public List<Message> onward(DialogId dialog, Optional<MessageId> after, int limit) {
        var from = after.isEmpty()
                ? Optional.of(Long.MIN_VALUE)
                : row(dialog, after.get()).map(MessageRow::position);
        return from.map(position -> rows(NEWER, dialog, position, inRange(limit))).orElse(List.of()).stream()
                .map(MessageRow::message)
                .toList();
    }

    @Override
    public List<Message> inCloud(DialogId dialog, Optional<CloudMessageId> before, int limit) {
        return rows(turn.sql("""
                                SELECT * FROM message
                                WHERE dialog = :dialog AND cloud_id IS NOT NULL AND cloud_id < :before
                                ORDER BY cloud_id DESC LIMIT :limit
                                """)
                        .param("dialog", dialog.value())
                        .param("before", before.map(CloudMessageId::value).orElse(Long.MAX_VALUE))
                        .param("limit", inRange(limit)))
                .stream()
                .map(MessageRow::message)
                .toList();
    }

    /** As many on either side; where one side has too few, the other fills up. */
    @Override
    public Page around(DialogId dialog, MessageId middle, int limit) {
        var found = row(dialog, middle);
        if (found.isEmpty()) return nothing();
        int others = inRange(limit) - 1;
        var older = rows(OLDER, dialog, found.get().position(), others + 1);
        var newer = rows(NEWER, dialog, found.get().position(), others + 1);
        int before = Math.clamp(others - newer.size(), others - others / 2, others);
        int after = others - Math.min(before, older.size());
        var stretch = new ArrayList<>(newer.stream().limit(after).toList().reversed());
        stretch.add(found.get());
        older.stream().limit(before).forEach(stretch::add);
        return new Page(
                stretch.stream().map(MessageRow::message).toList(), older.size() > before, newer.size() > after);
    }

    private List<MessageRow> rows(String query, DialogId dialog, long position, int limit) {
        return rows(turn.sql(query)
                .param("dialog", dialog.value())
                .param("position", position)
                .param("limit", limit));
    }

    private static int inRange(int limit) {
        return Math.clamp(limit, 1, LARGEST_PAGE);
    }

    @Override
    public List<Message> search(String words, Optional<DialogId> within, int limit) {
        var wanted = new SearchWords(words);
        if (wanted.none()) return List.of();
        var dialog = within.map(DialogId::value);
        int most = inRange(limit);
        var found = new ArrayList<>(matches(wanted.whole(dialog), dialog, most));
        if (found.size() < most) {
            matches(wanted.beginnings(dialog), dialog, most + found.size()).stream()
                    .filter(message -> !found.contains(message))
                    .limit(most - found.size())
                    .toList()
                    .forEach(found::add);
        }
        return found;
    }

    private List<Message> matches(String query, Optional<Long> dialog, int limit) {
        return rows(turn.sql("""
                                SELECT message.* FROM message_words
                                JOIN message ON message.position = message_words.rowid
                                WHERE message_words MATCH :query AND (:dialog IS NULL OR message.dialog = :dialog)
                                ORDER BY message_words.rowid DESC LIMIT :limit
                                """)
                        .param("query", query)
                        .param("dialog", dialog.orElse(null))
                        .param("limit", limit))
                .stream()
                .map(MessageRow::message)
                .toList();
    }

    /** Every change touches a dialog or removes one, so the highest of theirs is the store's. */
    @Override
    public List<Message> wanted(int limit) {
        return rows(turn.sql("SELECT * FROM message WHERE wanted = 1 ORDER BY position DESC LIMIT :limit")
                        .param("limit", inRange(limit)))
                .stream()
                .map(MessageRow::message)
                .toList();
    }

    @Override
    public Optional<CloudMessageId> historyFrom(DialogId dialog) {
        return turn.sql("""
                        SELECT coalesce(
                               (SELECT history_from FROM dialog WHERE id = :dialog),
                               (SELECT cloud_id FROM message
                                 WHERE dialog = :dialog AND cloud_id IS NOT NULL AND position > 0
                                 ORDER BY cloud_id LIMIT 1)) AS message
                        """)
                .param("dialog", dialog.value())
                .query((row, _) -> {
                    long message = row.getLong("message");
                    return row.wasNull() ? Optional.<CloudMessageId>empty() : Optional.of(new CloudMessageId(message));
                })
                .single();
    }

    @Override
    public boolean isWhole(DialogId dialog) {
        return turn.sql("SELECT whole FROM dialog WHERE id = :dialog")
                .param("dialog", dialog.value())
                .query((row, _) -> row.getBoolean("whole"))
                .optional()
                .orElse(false);
    }

    @Override
    public Revision revision() {
        return turn.sql("""
                        SELECT max((SELECT coalesce(max(revision), 0) FROM dialog),
                                   (SELECT coalesce(max(revision), 0) FROM vanished)) AS revision
                        """)
                .query((row, _) -> new Revision(row.getLong("revision")))
                .single();
    }

    @Override
    public Changes changedSince(Revision seen, int limit) {
        var now = revision();
        var since = seen.compareTo(now) > 0 ? Revision.START : seen;
        int most = Math.clamp(limit, 1, Integer.MAX_VALUE - 1);
        var changed = changed(since, most + 1);
        boolean complete = changed.size() <= most;
        var told = complete ? changed : changed.subList(0, most);
        var upTo = complete ? now : told.getLast().revision();
        return new Changes(
                upTo, told.stream().map(RevisedMessage::changed).toList(), dialogsChanged(since, upTo), complete);
    }

    private List<RevisedMessage> changed(Revision since, int limit) {
        return turn.sql("SELECT * FROM message WHERE revision > :since ORDER BY revision LIMIT :limit")
                .param("since", since.value())
                .param("limit", limit)
                .query((row, _) -> {
                    var found = MessageRow.read(row, folder);
                    return new RevisedMessage(
                            new Changes.Changed(
                                    found.message(), found.position() > since.value(), Early.is(found.position())),
                            new Revision(row.getLong("revision")));
                })
                .list();
    }

    private List<DialogId> dialogsChanged(Revision since, Revision upTo) {
        return turn.sql("""
                        SELECT id, revision FROM dialog WHERE revision > :since AND revision <= :upTo
                        UNION ALL
                        SELECT dialog, revision FROM vanished WHERE revision > :since AND revision <= :upTo
                        ORDER BY revision
                        """)
                .param("since", since.value())
                .param("upTo", upTo.value())
                .query((row, _) -> new DialogId(row.getLong("id")))
                .list();
    }

    /** A changed message and the revision of its last change. */
    private record RevisedMessage(Changes.Changed changed, Revision revision) {}
}
