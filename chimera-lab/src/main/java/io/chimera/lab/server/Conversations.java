package io.chimera.lab.server;

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

/** Dialogs of two. Each of the two knows a message by an id of their own, counting up over all their dialogs. */
final class Conversations {

    private final LabDatabase database;
    private final UpdateQueues updates;
    private final Bells bells;

    Conversations(LabDatabase database, UpdateQueues updates, Bells bells) {
        this.database = database;
        this.updates = updates;
        this.bells = bells;
    }

    /** Takes a message. */
    Taken send(Device from, long to, Said said, Instant now) {
        var at = now.truncatedTo(ChronoUnit.MILLIS);
        long author = from.person();
        long theSendersId = database.change(change -> {
            long message = insert(change, author, said, at);
            long mine = copy(change, author, to, message);
            long theirs = copy(change, to, author, message);
            updates.add(change, new News(author, Kind.MESSAGE, to, mine, author, at, Optional.of(from.name())));
            updates.add(change, new News(to, Kind.MESSAGE, author, theirs, author, at, Optional.empty()));
            return mine;
        });
        ring(author, to);
        return new Taken(theSendersId, at);
    }

    private static long insert(JdbcClient change, long author, Said said, Instant at) {
        var insert = switch (said) {
            case Said.Words(var text) ->
                change.sql("INSERT INTO message (author, sent_at, text) VALUES (?, ?, ?) RETURNING id")
                        .params(author, at.toEpochMilli(), text);
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

    private static long copy(JdbcClient change, long owner, long peer, long message) {
        long id = change.sql("UPDATE person SET last_message = last_message + 1 WHERE id = ? RETURNING last_message")
                .param(owner)
                .query(Long.class)
                .optional()
                .orElseThrow(() -> new Refusal(No.NO_SUCH_PERSON, "nobody has the id " + owner));
        change.sql("INSERT INTO copy (owner, id, peer, message) VALUES (?, ?, ?, ?)")
                .params(owner, id, peer, message)
                .update();
        return id;
    }

    /** Gives a message other words. */
    void edit(Device by, long peer, long id, String text, Instant at) {
        database.alter(change -> {
            var found = own(change, by, peer, id);
            if (found.erased()) throw new Refusal(No.ERASED, "it was deleted before");
            if (found.place() != null) throw new Refusal(No.UNACCEPTABLE, "a file has no words to change");
            change.sql("UPDATE message SET text = ?, edited = 1 WHERE id = ?")
                    .params(text, found.message())
                    .update();
            for (var news : bothSides(by, peer, found, Kind.EDIT, at)) {
                updates.forgetEdits(change, news.owner(), news.peer(), news.copy());
                updates.add(change, news);
            }
        });
        ring(by.person(), peer);
    }

    /**
     * Deletes a message on both sides. One that is deleted already stays so.
     *
     * @return where its file lies, which is nobody's now
     */
    Optional<String> erase(Device by, long peer, long id, Instant at) {
        var place = database.change(change -> {
            var found = own(change, by, peer, id);
            if (found.erased()) return Optional.<String>empty();
            change.sql("""
                    UPDATE message
                       SET erased = 1, text = NULL, file_name = NULL, file_type = NULL, file_size = NULL,
                           file_sha256 = NULL, file_place = NULL
                     WHERE id = ?
                    """).param(found.message()).update();
            for (var news : bothSides(by, peer, found, Kind.DELETION, at)) {
                updates.forgetMessage(change, news.owner(), news.peer(), news.copy());
                updates.add(change, news);
            }
            return Optional.ofNullable(found.place());
        });
        ring(by.person(), peer);
        return place;
    }

    /** Notes that somebody has seen a dialog up to a message; going back changes nothing. */
    void seen(Device by, long peer, long id, Instant at) {
        database.alter(change -> {
            var found = find(change, by.person(), peer, id);
            int further = change.sql("""
                    INSERT INTO mark (owner, peer, copy) VALUES (?, ?, ?)
                    ON CONFLICT (owner, peer) DO UPDATE SET copy = excluded.copy WHERE excluded.copy > mark.copy
                    """).params(by.person(), peer, id).update();
            if (further == 0) return;
            for (var news : bothSides(by, peer, found, Kind.SEEN, at)) {
                updates.forgetMarks(change, news.owner(), news.peer(), by.person());
                updates.add(change, news);
            }
        });
        ring(by.person(), peer);
    }

    private static List<News> bothSides(Device by, long peer, Found found, Kind kind, Instant at) {
        long me = by.person();
        return List.of(
                new News(me, kind, peer, found.mine(), me, at, Optional.of(by.name())),
                new News(peer, kind, me, found.theirs(), me, at, Optional.empty()));
    }

    private static Found own(JdbcClient reading, Device by, long peer, long id) {
        var found = find(reading, by.person(), peer, id);
        if (found.author() != by.person()) throw new Refusal(No.NOT_YOURS, "only its author can change it");
        return found;
    }

    private static Found find(JdbcClient reading, long owner, long peer, long id) {
        return reading.sql("""
                SELECT m.id, m.author, m.erased, m.file_place, m.file_size, m.file_sha256, c.id AS mine, t.id AS theirs
                  FROM copy c
                  JOIN message m ON m.id = c.message
                  JOIN copy t ON t.message = c.message AND t.owner = c.peer
                 WHERE c.owner = ? AND c.peer = ? AND c.id = ?
                """)
                .params(owner, peer, id)
                .query((row, _) -> new Found(
                        row.getLong("id"),
                        row.getLong("author"),
                        row.getBoolean("erased"),
                        row.getString("file_place"),
                        row.getLong("file_size"),
                        row.getString("file_sha256"),
                        row.getLong("mine"),
                        row.getLong("theirs")))
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

    /** What a dialog holds, as one of the two knows it; what was deleted is not in it. */
    History history(Asked asked) {
        return database.read(reading -> new History(reading.sql("""
                SELECT c.id, m.author, m.sent_at, m.text, m.file_name, m.file_type, m.file_size, m.file_sha256,
                       m.edited,
                       CASE m.author
                         WHEN :owner THEN t.id <= coalesce(
                              (SELECT copy FROM mark WHERE owner = :peer AND peer = :owner), 0)
                         ELSE c.id <= coalesce(
                              (SELECT copy FROM mark WHERE owner = :owner AND peer = :peer), 0)
                       END AS seen
                  FROM copy c
                  JOIN message m ON m.id = c.message
                  JOIN copy t ON t.message = c.message AND t.owner = c.peer
                 WHERE c.owner = :owner AND c.peer = :peer AND c.id > :after AND c.id < :before AND m.erased = 0
                   AND (:mine = 0 OR m.author = :owner) AND m.sent_at >= :since
                 ORDER BY c.id %s
                 LIMIT :limit
                """.formatted(asked.newestFirst() ? "DESC" : "ASC"))
                .param("owner", asked.owner())
                .param("peer", asked.peer())
                .param("after", asked.after())
                .param("before", asked.before())
                .param("mine", asked.mine() ? 1 : 0)
                .param("since", asked.since().toEpochMilli())
                .param("limit", asked.limit())
                .query((row, _) -> Rows.entry(row))
                .list()));
    }

    /** The id by which the other one knows a message. */
    long readersId(long author, long authorsId) {
        return database.change(reading ->
                reading.sql("""
                SELECT t.id
                  FROM copy c
                  JOIN copy t ON t.message = c.message AND t.owner = c.peer
                 WHERE c.owner = ? AND c.id = ?
                """).params(author, authorsId).query(Long.class).single());
    }

    /** Every place in the depot that a message knows of. */
    Set<String> places() {
        return database.read(reading -> reading.sql("SELECT file_place FROM message WHERE file_place IS NOT NULL")
                .query(String.class)
                .set());
    }

    private void ring(long one, long other) {
        bells.of(one).ring();
        bells.of(other).ring();
    }

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
            @Nullable String sha256,
            long mine,
            long theirs) {}
}
