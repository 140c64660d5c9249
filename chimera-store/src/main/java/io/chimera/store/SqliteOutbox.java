package io.chimera.store;

import io.chimera.core.dialog.DialogId;
import io.chimera.core.message.MessageId;
import io.chimera.core.outbox.Dispatch;
import io.chimera.core.outbox.Lane;
import io.chimera.core.outbox.Outbox;
import io.chimera.core.route.Attempt;
import io.chimera.core.route.Journey;
import io.chimera.store.sqlite.Turn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** The outbox of one account as its database has it during one turn. */
final class SqliteOutbox implements Outbox.Editing {

    /** From dialog to dialog, and in each from lane to lane, stepping over what waits behind the heads. */
    private static final String HEADS = """
            WITH RECURSIVE
            waiting (dialog) AS (
                SELECT min(dialog) FROM dispatch
                UNION ALL
                SELECT (SELECT min(dialog) FROM dispatch WHERE dialog > waiting.dialog) FROM waiting
                WHERE waiting.dialog IS NOT NULL),
            kind (lane) AS (VALUES ('WORDS'), ('FILES'), ('LAN_ERRANDS'), ('CLOUD_ERRANDS')),
            chosen (place) AS (
                SELECT dispatch.place FROM waiting CROSS JOIN kind CROSS JOIN dispatch
                WHERE dispatch.place IN (
                    SELECT place FROM dispatch WHERE dialog = waiting.dialog AND lane = kind.lane
                    ORDER BY place LIMIT :most))
            """;

    private static final String OF_DIALOG = """
            WITH
            kind (lane) AS (VALUES ('WORDS'), ('FILES'), ('LAN_ERRANDS'), ('CLOUD_ERRANDS')),
            chosen (place) AS (
                SELECT dispatch.place FROM kind CROSS JOIN dispatch
                WHERE dispatch.place IN (
                    SELECT place FROM dispatch WHERE dialog = :dialog AND lane = kind.lane
                    ORDER BY place LIMIT :most)
                ORDER BY dispatch.place LIMIT :most)
            """;

    private static final String ONE = "WITH chosen (place) AS (SELECT place FROM dispatch WHERE parcel = :parcel) ";

    private static final String WITH_THEIR_ATTEMPTS = """
            SELECT dispatch.*, attempt.at, attempt.way, attempt.outcome, attempt.why, attempt.repeatable
            FROM chosen CROSS JOIN dispatch ON dispatch.place = chosen.place
            LEFT JOIN attempt ON attempt.parcel = dispatch.parcel
            ORDER BY dispatch.place, attempt.number
            """;

    private final Turn turn;
    private final Path folder;

    SqliteOutbox(Turn turn, Path folder) {
        this.turn = turn;
        this.folder = folder;
    }

    @Override
    public Map<Lane, List<Dispatch>> heads(int most) {
        if (most < 1) throw new IllegalArgumentException("at least one of each lane must be wanted, not " + most);
        var heads = new LinkedHashMap<Lane, List<Dispatch>>();
        for (var dispatch : dispatches(turn.sql(HEADS + WITH_THEIR_ATTEMPTS).param("most", most))) {
            heads.computeIfAbsent(dispatch.lane(), _ -> new ArrayList<>()).add(dispatch);
        }
        return heads;
    }

    @Override
    public Optional<Dispatch> find(MessageId parcel) {
        return dispatches(turn.sql(ONE + WITH_THEIR_ATTEMPTS).param("parcel", parcel.toString())).stream()
                .findFirst();
    }

    @Override
    public List<Dispatch> of(DialogId dialog, int limit) {
        return dispatches(turn.sql(OF_DIALOG + WITH_THEIR_ATTEMPTS)
                .param("dialog", dialog.value())
                .param("most", Math.max(0, limit)));
    }

    private List<Dispatch> dispatches(StatementSpec query) {
        return query.query(rows -> {
            var found = new ArrayList<Waiting>();
            while (rows.next()) {
                long place = rows.getLong("place");
                if (found.isEmpty() || found.getLast().place() != place)
                    found.add(new Waiting(place, DispatchRow.read(rows, folder)));
                if (rows.getString("outcome") != null)
                    found.getLast().attempts().add(AttemptColumns.read(rows));
            }
            return found.stream().map(Waiting::dispatch).toList();
        });
    }

    /** A dispatch and the attempts read so far. */
    private record Waiting(long place, Dispatch unattempted, List<Attempt> attempts) {

        Waiting(long place, Dispatch unattempted) {
            this(place, unattempted, new ArrayList<>());
        }

        Dispatch dispatch() {
            var journey = unattempted.journey();
            return new Dispatch(unattempted.parcel(), new Journey(journey.began(), journey.only(), attempts));
        }
    }

    @Override
    public int size() {
        return turn.sql("SELECT count(*) FROM dispatch").query(Integer.class).single();
    }

    @Override
    public void add(Dispatch dispatch) {
        var parcel = dispatch.parcel().id();
        try {
            turn.sql(DispatchRow.INSERT)
                    .params(DispatchRow.values(dispatch, folder))
                    .update();
        } catch (DuplicateKeyException there) {
            throw new IllegalStateException("parcel " + parcel + " is in the outbox already", there);
        }
        dispatch.journey().attempts().forEach(attempt -> begin(parcel, attempt));
    }

    @Override
    public boolean begin(MessageId parcel, Attempt attempt) {
        return turn.sql("""
                        INSERT INTO attempt (parcel, number, at, way, outcome, why, repeatable)
                        SELECT parcel,
                               (SELECT coalesce(max(number), 0) + 1 FROM attempt WHERE parcel = dispatch.parcel),
                               :at, :way, :outcome, :why, :repeatable
                        FROM dispatch WHERE parcel = :parcel
                        """)
                        .params(AttemptColumns.of(attempt))
                        .param("parcel", parcel.toString())
                        .update()
                > 0;
    }

    @Override
    public void conclude(MessageId parcel, Attempt attempt) {
        int concluded = turn.sql("""
                        UPDATE attempt
                        SET at = :at, way = :way, outcome = :outcome, why = :why, repeatable = :repeatable
                        WHERE parcel = :parcel AND number = (SELECT max(number) FROM attempt WHERE parcel = :parcel)
                        """)
                .params(AttemptColumns.of(attempt))
                .param("parcel", parcel.toString())
                .update();
        if (concluded == 0 && find(parcel).isPresent())
            throw new IllegalStateException("no attempt with parcel " + parcel + " has begun");
    }

    @Override
    public void remove(MessageId parcel) {
        turn.sql("DELETE FROM dispatch WHERE parcel = :parcel")
                .param("parcel", parcel.toString())
                .update();
    }
}
