package io.chimera.store;

import io.chimera.core.dialog.Fate;
import io.chimera.core.dialog.Tick;
import io.chimera.core.route.Reason;
import io.chimera.core.route.Travel;
import io.chimera.core.route.Way;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The columns of table {@code message} that say what became of it. */
final class FateColumns {

    private FateColumns() {}

    static Map<String, @Nullable Object> values(Fate fate) {
        var travel = fate.travel();
        var values = new HashMap<String, @Nullable Object>();
        values.put("tick", fate.tick().name());
        values.put("way", travel.map(way -> way.way().name()).orElse(null));
        values.put("reason", travel.flatMap(Travel::reason).map(Reason::name).orElse(null));
        values.put("settled_at", travel.map(way -> Nanos.of(way.at())).orElse(null));
        values.put("attempts", travel.map(Travel::attempts).orElse(null));
        values.put("problem", fate.problem().orElse(null));
        return values;
    }

    static Fate read(ResultSet row) throws SQLException {
        return new Fate(
                Tick.valueOf(row.getString("tick")), travel(row), Optional.ofNullable(row.getString("problem")));
    }

    private static Optional<Travel> travel(ResultSet row) throws SQLException {
        var way = row.getString("way");
        if (way == null) return Optional.empty();
        return Optional.of(new Travel(
                Way.valueOf(way),
                Optional.ofNullable(row.getString("reason")).map(Reason::valueOf),
                Nanos.toInstant(row.getLong("settled_at")),
                row.getInt("attempts")));
    }
}
