package io.chimera.lab.server;

import io.chimera.core.dialog.Body;
import io.chimera.lab.api.History;
import io.chimera.lab.api.No;
import io.chimera.lab.api.Taken;
import io.chimera.lab.server.News.Kind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Dialogs of two, groups and channels. Everybody in one knows a message by an id of their own, counting up over all their
 * dialogs.
 */
final class Conversations {

    private final LabDatabase database;
    private final UpdateQueues updates;
    private final Bells bells;

    Conversations(LabDatabase database, UpdateQueues updates, Bells bells) {
        this.database = database;
        this.updates = updates;
        this.bells = bells;
    }

    /**
     * Takes a message.
     *
     * @param answers the message it answers, by the sender's id; what is not there is answered by nobody
     */
    Taken send(Device from, long to, Said said, long answers, Instant now) {
        var at = now.truncatedTo(ChronoUnit.MILLIS);
        long author = from.person();
        var sent = database.change(change -> {
            if (to < 0) Gatherings.requireWriter(change, author, to);
            long message = insert(change, author, said, at);
            change.sql("""
                    UPDATE message SET answers = (SELECT message FROM copy WHERE owner = ? AND peer = ? AND id = ?)
                     WHERE id = ?
                    """).params(author, to, answers, message).update();
            var copies = sides(change, author, to).stream()
                    .map(side -> copy(change, side, message))
                    .toList();
            told(change, new Deed(from, Kind.MESSAGE, at), copies).forEach(news -> updates.add(change, news));
            return copies;
        });
        ring(sent);
        var mine = sent.stream().filter(copy -> copy.owner() == author).findFirst();
        return new Taken(mine.orElseThrow().id(), at);
    }

    /** Who has a dialog, and with whom each of them has it. */
    private static List<Side> sides(JdbcClient reading, long author, long to) {
        if (to > 0) return List.of(new Side(author, to), new Side(to, author));
        return Gatherings.members(reading, to).stream()
                .map(member -> new Side(member, to))
                .toList();
    }

    private static long insert(JdbcClient change, long author, Said said, Instant at) {
        var insert = switch (said) {
            case Said.Words(var body) ->
                change.sql("INSERT INTO message (author, sent_at, text, looks) VALUES (?, ?, ?, ?) RETURNING id")
                        .params(author, at.toEpochMilli(), body.text(), Rows.looks(body.spans()));
            case Said.Document(var name, var type, var file) ->
                change.sql("""
                        INSERT INTO message (author, sent_at, file_name, file_type, file_size, file_sha256, file_place)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        RETURNING id
                        """)
                        .params(
                                author,
                                at.toEpochMilli(),
                                name.value(),
                                type,
                                file.size(),
                                file.sha256().hex(),
                                file.place());
        };
        return insert.query(Long.class).single();
    }

    private static Copy copy(JdbcClient change, Side side, long message) {
        long id = change.sql("UPDATE person SET last_message = last_message + 1 WHERE id = ? RETURNING last_message")
                .param(side.owner())
                .query(Long.class)
                .optional()
                .orElseThrow(() -> new Refusal(No.NO_SUCH_PERSON, "nobody has the id " + side.owner()));
        change.sql("INSERT INTO copy (owner, id, peer, message) VALUES (?, ?, ?, ?)")
                .params(side.owner(), id, side.peer(), message)
                .update();
        return new Copy(side.owner(), side.peer(), id);
    }

    private static List<Copy> copies(JdbcClient reading, long message) {
        return reading.sql("SELECT owner, peer, id FROM copy WHERE message = ? ORDER BY owner")
                .param(message)
                .query((row, _) -> new Copy(row.getLong("owner"), row.getLong("peer"), row.getLong("id")))
                .list();
    }

    /** What everybody is told of a deed. Who writes in a channel is not told to its readers. */
    private static List<News> told(JdbcClient reading, Deed deed, List<Copy> copies) {
        long doer = deed.by().person();
        return copies.stream()
                .map(copy -> {
                    boolean mine = copy.owner() == doer;
                    long actor = !mine && Gatherings.isChannel(reading, copy.peer()) ? copy.peer() : doer;
                    return new News(
                            copy.owner(),
                            deed.kind(),
                            copy.peer(),
                            copy.id(),
                            actor,
                            deed.at(),
                            mine ? Optional.of(deed.by().name()) : Optional.empty());
                })
                .toList();
    }

    /** Gives a message other words. */
    void edit(Device by, long peer, long id, Body.Text text, Instant at) {
        var copies = database.change(change -> {
            var found = own(change, by, peer, id);
            if (found.erased()) throw new Refusal(No.ERASED, "it was deleted before");
            if (found.place() != null) throw new Refusal(No.UNACCEPTABLE, "a file has no words to change");
            change.sql("UPDATE message SET text = ?, looks = ?, edited = 1 WHERE id = ?")
                    .params(text.text(), Rows.looks(text.spans()), found.message())
                    .update();
            var all = copies(change, found.message());
            for (var news : told(change, new Deed(by, Kind.EDIT, at), all)) {
                updates.forgetEdits(change, news.owner(), news.peer(), news.copy());
                updates.add(change, news);
            }
            return all;
        });
        ring(copies);
    }

    /**
     * Deletes a message for everybody. One that is deleted already stays so.
     *
     * @return where its file lies, which is nobody's now
     */
    Optional<String> erase(Device by, long peer, long id, Instant at) {
        var gone = database.change(change -> {
            var found = own(change, by, peer, id);
            if (found.erased()) return new Gone(List.of(), Optional.empty());
            change.sql("""
                    UPDATE message
                       SET erased = 1, text = NULL, looks = NULL, file_name = NULL, file_type = NULL, file_size = NULL,
                           file_sha256 = NULL, file_place = NULL
                     WHERE id = ?
                    """).param(found.message()).update();
            var all = copies(change, found.message());
            for (var news : told(change, new Deed(by, Kind.DELETION, at), all)) {
                updates.forgetMessage(change, news.owner(), news.peer(), news.copy());
                updates.add(change, news);
            }
            return new Gone(all, Optional.ofNullable(found.place()));
        });
        ring(gone.copies());
        return gone.place();
    }

    /**
     * Notes that somebody has seen a dialog up to a message; going back changes nothing. In a channel nobody else is told.
     */
    void seen(Device by, long peer, long id, Instant at) {
        var copies = database.change(change -> {
            var found = find(change, by.person(), peer, id);
            int further = change.sql("""
                    INSERT INTO mark (owner, peer, copy) VALUES (?, ?, ?)
                    ON CONFLICT (owner, peer) DO UPDATE SET copy = excluded.copy WHERE excluded.copy > mark.copy
                    """).params(by.person(), peer, id).update();
            if (further == 0) return List.<Copy>of();
            boolean quietly = Gatherings.isChannel(change, peer);
            var all = copies(change, found.message()).stream()
                    .filter(copy -> !quietly || copy.owner() == by.person())
                    .toList();
            for (var news : told(change, new Deed(by, Kind.SEEN, at), all)) {
                updates.forgetMarks(change, news.owner(), news.peer(), by.person());
                updates.add(change, news);
            }
            return all;
        });
        ring(copies);
    }

    private static Found own(JdbcClient reading, Device by, long peer, long id) {
        var found = find(reading, by.person(), peer, id);
        if (found.author() != by.person()) throw new Refusal(No.NOT_YOURS, "only its author can change it");
        return found;
    }

    private static Found find(JdbcClient reading, long owner, long peer, long id) {
        return reading.sql("""
                SELECT m.id, m.author, m.erased, m.file_place, m.file_size, m.file_sha256
                  FROM copy c
                  JOIN message m ON m.id = c.message
                 WHERE c.owner = ? AND c.peer = ? AND c.id = ?
                """)
                .params(owner, peer, id)
                .query((row, _) -> new Found(
                        row.getLong("id"),
                        row.getLong("author"),
                        row.getBoolean("erased"),
                        row.getString("file_place"),
                        row.getLong("file_size"),
                        row.getString("file_sha256")))
                .optional()
                .orElseThrow(() -> new Refusal(No.NO_SUCH_MESSAGE, "this dialog has no message with that id"));
    }

    /** Where a message's file lies. */
    StoredPlace file(long owner, long peer, long id) {
        var found = database.read(reading -> find(reading, owner, peer, id));
        if (found.erased()) throw new Refusal(No.ERASED, "it was deleted");
        if (found.place() == null) throw new Refusal(No.NO_SUCH_MESSAGE, "there is no file in this message");
        return new StoredPlace(found.place(), found.size(), Objects.requireNonNull(found.sha256()));
    }

    /** What a dialog holds, as one of those in it knows it; what was deleted is not in it. */
    History history(Asked asked) {
        return database.read(reading -> new History(reading.sql("""
                SELECT c.id, m.sent_at, m.text, m.looks, m.file_name, m.file_type, m.file_size, m.file_sha256, m.edited,
                       CASE WHEN :quietly = 1 AND m.author <> :owner THEN :peer ELSE m.author END AS author,
                       CASE m.author
                         WHEN :owner THEN EXISTS (
                              SELECT 1 FROM copy o JOIN mark s ON s.owner = o.owner AND s.peer = o.peer
                               WHERE o.message = c.message AND o.owner <> :owner AND s.copy >= o.id)
                         ELSE c.id <= coalesce(
                              (SELECT copy FROM mark WHERE owner = :owner AND peer = :peer), 0)
                       END AS seen,
                       (SELECT a.id FROM copy a WHERE a.message = m.answers AND a.owner = :owner) AS answers
                  FROM copy c
                  JOIN message m ON m.id = c.message
                 WHERE c.owner = :owner AND c.peer = :peer AND c.id > :after AND c.id < :before AND m.erased = 0
                   AND (:mine = 0 OR m.author = :owner) AND m.sent_at >= :since
                 ORDER BY c.id %s
                 LIMIT :limit
                """.formatted(asked.newestFirst() ? "DESC" : "ASC"))
                .param("owner", asked.owner())
                .param("peer", asked.peer())
                .param("quietly", Gatherings.isChannel(reading, asked.peer()))
                .param("after", asked.after())
                .param("before", asked.before())
                .param("mine", asked.mine() ? 1 : 0)
                .param("since", asked.since().toEpochMilli())
                .param("limit", asked.limit())
                .query((row, _) -> Rows.entry(row))
                .list()));
    }

    /** The id by which a reader knows a message. */
    long readersId(long author, long authorsId, long reader) {
        return database.change(reading -> reading.sql("""
                SELECT t.id
                  FROM copy c
                  JOIN copy t ON t.message = c.message AND t.owner = :reader
                 WHERE c.owner = :author AND c.id = :id
                """)
                .param("reader", reader)
                .param("author", author)
                .param("id", authorsId)
                .query(Long.class)
                .single());
    }

    /** Every place in the depot that a message knows of. */
    Set<String> places() {
        return database.read(reading -> reading.sql("SELECT file_place FROM message WHERE file_place IS NOT NULL")
                .query(String.class)
                .set());
    }

    private void ring(List<Copy> copies) {
        copies.forEach(copy -> bells.of(copy.owner()).ring());
    }

    /** A dialog as one of those in it has it. */
    private record Side(long owner, long peer) {}

    /** A message as one of those in its dialog knows it. */
    private record Copy(long owner, long peer, long id) {}

    /** What was done, and by whom. */
    private record Deed(Device by, Kind kind, Instant at) {}

    /** What was deleted, and where its file lay. */
    private record Gone(List<Copy> copies, Optional<String> place) {}

    /**
     * Which stretch of a dialog is wanted.
     *
     * @param after only messages with larger ids
     * @param before only messages with smaller ids
     * @param since only messages since then, by the cloud's clock
     * @param mine only those the asker wrote
     */
    record Asked(
            long owner,
            long peer,
            long after,
            long before,
            Instant since,
            boolean mine,
            boolean newestFirst,
            int limit) {}

    /** A file in the depot. */
    record StoredPlace(String place, long size, String sha256) {}

    private record Found(
            long message,
            long author,
            boolean erased,
            @Nullable String place,
            long size,
            @Nullable String sha256) {}
}
