package io.chimera.lab.server;

import io.chimera.lab.api.Update;
import io.chimera.lab.api.Updates;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What each person is still to be told, on each of their devices: at least once, in order, until acknowledged. */
final class UpdateQueues {

    private static final int MOST_DEVICES = 32;
    private static final int MOST_TOLD_A_NEW_ONE = 1_000;
    private static final Duration HEARD_LONG_AGO = Duration.ofHours(1);

    private static final String AFTER = """
            SELECT n.seq, n.kind, n.peer, n.copy, n.actor, n.at, n.by_device,
                   m.text, m.looks, m.file_name, m.file_type, m.file_size, m.file_sha256,
                   (SELECT a.id FROM copy a WHERE a.message = m.answers AND a.owner = n.owner) AS answers
              FROM news n
              LEFT JOIN copy c ON c.owner = n.owner AND c.id = n.copy
              LEFT JOIN message m ON m.id = c.message
             WHERE n.owner = :owner AND n.seq > :after
             ORDER BY n.seq
             LIMIT :limit
            """;

    private final LabDatabase database;
    private final Clock clock;

    UpdateQueues(LabDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Adds news within a change. */
    void add(JdbcClient change, News news) {
        long seq = change.sql("UPDATE person SET last_update = last_update + 1 WHERE id = :owner RETURNING last_update")
                .param("owner", news.owner())
                .query(Long.class)
                .single();
        change.sql("""
                INSERT INTO news (owner, seq, kind, peer, copy, actor, at, by_device)
                VALUES (:owner, :seq, :kind, :peer, :copy, :actor, :at, :device)
                """)
                .param("owner", news.owner())
                .param("seq", seq)
                .param("kind", news.kind().name())
                .param("peer", news.peer())
                .param("copy", news.copy())
                .param("actor", news.actor())
                .param("at", news.at().toEpochMilli())
                .param("device", news.byDevice().orElse(null))
                .update();
    }

    /** Forgets, within a change, what an edit or a deletion makes old. */
    void forgetEdits(JdbcClient change, long owner, long peer, long copy) {
        change.sql("DELETE FROM news WHERE owner = ? AND peer = ? AND copy = ? AND kind = 'EDIT'")
                .params(owner, peer, copy)
                .update();
    }

    /** Forgets, within a change, that there was a message. */
    void forgetMessage(JdbcClient change, long owner, long peer, long copy) {
        change.sql("DELETE FROM news WHERE owner = ? AND peer = ? AND copy = ? AND kind IN ('MESSAGE', 'EDIT')")
                .params(owner, peer, copy)
                .update();
    }

    /** Forgets, within a change, how far somebody had seen a dialog. */
    void forgetMarks(JdbcClient change, long owner, long peer, long actor) {
        change.sql("DELETE FROM news WHERE owner = ? AND peer = ? AND kind = 'SEEN' AND actor = ?")
                .params(owner, peer, actor)
                .update();
    }

    /** Forgets, within a change, everything about a group or a channel that somebody is not told of any more. */
    void forgetAll(JdbcClient change, long owner, long peer) {
        change.sql("DELETE FROM news WHERE owner = ? AND peer = ?")
                .params(owner, peer)
                .update();
    }

    /** Forgets, within a change, that a group or a channel was another. */
    void forgetGathering(JdbcClient change, long owner, long peer) {
        change.sql("DELETE FROM news WHERE owner = ? AND peer = ? AND kind = 'GATHERING'")
                .params(owner, peer)
                .update();
    }

    /**
     * Notes how far a device has stored what it was told.
     *
     * @return how far that is now
     */
    long acknowledge(Device device, long upTo) {
        var known = database.read(reading -> find(reading, device));
        if (known.isPresent() && upTo <= known.get().acknowledged() && !isOld(known.get()))
            return known.get().acknowledged();
        return database.change(change -> {
            if (known.isEmpty()) makeRoom(change, device);
            change.sql("""
                    INSERT INTO device (owner, name, acknowledged, heard_at)
                    VALUES (:owner, :name, max(:from, min(:upTo, (SELECT last_update FROM person WHERE id = :owner))), :now)
                    ON CONFLICT (owner, name) DO UPDATE
                       SET acknowledged = max(acknowledged, excluded.acknowledged), heard_at = excluded.heard_at
                    """)
                    .param("owner", device.person())
                    .param("name", device.name())
                    .param("upTo", upTo)
                    .param("from", known.isEmpty() ? beforeTheNewest(change, device.person()) : 0)
                    .param("now", clock.millis())
                    .update();
            return find(change, device).orElseThrow().acknowledged();
        });
    }

    /** A new device reads what is older as history. */
    private static long beforeTheNewest(JdbcClient reading, long owner) {
        return reading.sql("SELECT seq FROM news WHERE owner = ? ORDER BY seq DESC LIMIT 1 OFFSET ?")
                .params(owner, MOST_TOLD_A_NEW_ONE)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    private boolean isOld(Position position) {
        return position.heardAt() < clock.millis() - HEARD_LONG_AGO.toMillis();
    }

    private static Optional<Position> find(JdbcClient reading, Device device) {
        return reading.sql("SELECT acknowledged, heard_at FROM device WHERE owner = ? AND name = ?")
                .params(device.person(), device.name())
                .query((row, _) -> new Position(row.getLong(1), row.getLong(2)))
                .optional();
    }

    /** The device that was silent for the longest is forgotten; should it come back, it is a new one. */
    private static void makeRoom(JdbcClient change, Device coming) {
        change.sql("""
                DELETE FROM device
                 WHERE owner = :owner AND name <> :name AND name NOT IN (
                       SELECT name FROM device WHERE owner = :owner AND name <> :name
                        GROUP BY name ORDER BY max(heard_at) DESC LIMIT :others)
                """)
                .param("owner", coming.person())
                .param("name", coming.name())
                .param("others", MOST_DEVICES - 1)
                .update();
    }

    /** What a device is to be told next; nothing of what it did itself. */
    Updates after(Device device, long after) {
        var rows = database.read(reading -> reading.sql(AFTER)
                .param("owner", device.person())
                .param("after", after)
                .param("limit", Updates.LARGEST)
                .query((row, _) -> new Row(Rows.update(row), row.getString("by_device")))
                .list());
        var told = new ArrayList<Update>();
        rows.stream().filter(row -> row.isFor(device)).map(Row::update).forEach(told::add);
        return new Updates(
                told,
                List.of(),
                rows.isEmpty() ? after : rows.getLast().update().seq());
    }

    private record Position(long acknowledged, long heardAt) {}

    private record Row(Update update, @Nullable String byDevice) {
        boolean isFor(Device device) {
            return !device.name().equals(byDevice);
        }
    }
}
