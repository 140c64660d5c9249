package io.chimera.store;

import static org.springframework.data.relational.core.query.Criteria.where;

import io.chimera.core.dialog.Changes;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.DialogSummary;
import io.chimera.core.dialog.Dialogs;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Page;
import io.chimera.core.dialog.Revision;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.message.MessageId;
import io.chimera.store.sqlite.Turn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Sort;
import org.springframework.data.relational.core.query.Criteria;
import org.springframework.data.relational.core.query.Query;

/** The history of one account as its database has it during one turn. */
class SqliteDialogs implements Dialogs {

    private static final Sort NEWEST_FIRST = Sort.by(Sort.Direction.DESC, "position");
    private static final Sort OLDEST_FIRST = Sort.by("position");

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
        return row(id).map(this::toMessage);
    }

    @Override
    public Optional<Message> message(DialogId dialog, CloudMessageId id) {
        return turn.rows()
                .findOne(Query.query(of(dialog).and("cloudId").is(id.value())), MessageRow.class)
                .map(this::toMessage);
    }

    Optional<MessageRow> row(MessageId id) {
        return turn.rows().findOne(Query.query(where("id").is(id.toString())), MessageRow.class);
    }

    Optional<MessageRow> row(DialogId dialog, MessageId id) {
        return row(id).filter(row -> row.dialog() == dialog.value());
    }

    Message toMessage(MessageRow row) {
        return row.toMessage(folder);
    }

    private static Criteria of(DialogId dialog) {
        return where("dialog").is(dialog.value());
    }

    @Override
    public Page page(DialogId dialog, Optional<MessageId> before, int limit) {
        int size = inRange(limit);
        if (before.isEmpty()) return page(older(dialog, Long.MAX_VALUE, size + 1), size, false);
        return row(dialog, before.get())
                .map(row -> page(older(dialog, row.position(), size + 1), size, true))
                .orElseGet(SqliteDialogs::nothing);
    }

    private Page page(List<MessageRow> oneMore, int size, boolean newerExist) {
        return new Page(toMessages(oneMore.stream().limit(size).toList()), oneMore.size() > size, newerExist);
    }

    private static Page nothing() {
        return new Page(List.of(), false, false);
    }

    /** As many on either side; where one side has too few, the other fills up. */
    @Override
    public Page around(DialogId dialog, MessageId middle, int limit) {
        var found = row(dialog, middle);
        if (found.isEmpty()) return nothing();
        int others = inRange(limit) - 1;
        var older = older(dialog, found.get().position(), others + 1);
        var newer = newer(dialog, found.get().position(), others + 1);
        int before = Math.clamp(others - newer.size(), others - others / 2, others);
        int after = others - Math.min(before, older.size());
        var stretch = new ArrayList<>(newer.stream().limit(after).toList().reversed());
        stretch.add(found.get());
        older.stream().limit(before).forEach(stretch::add);
        return new Page(toMessages(stretch), older.size() > before, newer.size() > after);
    }

    private List<MessageRow> older(DialogId dialog, long position, int limit) {
        return rows(of(dialog).and("position").lessThan(position), NEWEST_FIRST, limit);
    }

    private List<MessageRow> newer(DialogId dialog, long position, int limit) {
        return rows(of(dialog).and("position").greaterThan(position), OLDEST_FIRST, limit);
    }

    private List<MessageRow> rows(Criteria criteria, Sort order, int limit) {
        return turn.rows().findAll(Query.query(criteria).sort(order).limit(limit), MessageRow.class);
    }

    private List<Message> toMessages(List<MessageRow> rows) {
        return rows.stream().map(this::toMessage).toList();
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
        var found = new LinkedHashSet<>(matches(wanted.whole(dialog), dialog, most));
        if (found.size() < most) found.addAll(matches(wanted.beginnings(dialog), dialog, most + found.size()));
        return toMessages(found.stream().limit(most).toList());
    }

    private List<MessageRow> matches(String query, Optional<Long> dialog, int limit) {
        return turn.sql("""
                        SELECT message.* FROM message_words
                        JOIN message ON message.position = message_words.rowid
                        WHERE message_words MATCH :query AND (:dialog IS NULL OR message.dialog = :dialog)
                        ORDER BY message_words.rowid DESC LIMIT :limit
                        """)
                .param("query", query)
                .param("dialog", dialog.orElse(null))
                .param("limit", limit)
                .query(turn.as(MessageRow.class))
                .list();
    }

    /** Every change touches a dialog, so the highest of theirs is the store's. */
    @Override
    public Revision revision() {
        return new Revision(turn.sql("SELECT coalesce(max(revision), 0) FROM dialog")
                .query(Long.class)
                .single());
    }

    @Override
    public Changes changedSince(Revision seen, int limit) {
        var now = revision();
        long since = seen.compareTo(now) > 0 ? 0 : seen.value();
        int most = Math.clamp(limit, 1, Integer.MAX_VALUE - 1);
        var rows = rows(where("revision").greaterThan(since), Sort.by("revision"), most + 1);
        boolean complete = rows.size() <= most;
        var told = complete ? rows : rows.subList(0, most);
        long upTo = complete ? now.value() : told.getLast().revision();
        return new Changes(
                new Revision(upTo),
                told.stream()
                        .map(row -> new Changes.Changed(toMessage(row), row.position() > since))
                        .toList(),
                dialogsChanged(since, upTo),
                complete);
    }

    private List<DialogId> dialogsChanged(long since, long upTo) {
        return turn.sql("SELECT id FROM dialog WHERE revision > :since AND revision <= :upTo ORDER BY revision")
                .param("since", since)
                .param("upTo", upTo)
                .query((row, _) -> new DialogId(row.getLong("id")))
                .list();
    }
}
