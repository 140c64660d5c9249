package io.chimera.store;

import io.chimera.core.route.Attempt;
import io.chimera.core.route.Outcome;
import io.chimera.core.route.Way;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/** An attempt as table {@code attempt} has it. */
final class AttemptColumns {

    private AttemptColumns() {}

    private enum Kind {
        UNREACHABLE,
        UNPROVEN,
        UNCONFIRMED
    }

    /** The values of the columns beside the key, by column. */
    static Map<String, Object> of(Attempt attempt) {
        return Map.of(
                "at", Nanos.of(attempt.at()),
                "way", attempt.way().name(),
                "outcome", kindOf(attempt.outcome()).name(),
                "why", attempt.outcome().why(),
                "repeatable", attempt.outcome() instanceof Outcome.Unconfirmed lost && lost.repeatable() ? 1 : 0);
    }

    private static Kind kindOf(Outcome.Unsettled outcome) {
        return switch (outcome) {
            case Outcome.Unreachable _ -> Kind.UNREACHABLE;
            case Outcome.Unproven _ -> Kind.UNPROVEN;
            case Outcome.Unconfirmed _ -> Kind.UNCONFIRMED;
        };
    }

    static Attempt read(ResultSet row) throws SQLException {
        return new Attempt(Nanos.toInstant(row.getLong("at")), Way.valueOf(row.getString("way")), outcome(row));
    }

    private static Outcome.Unsettled outcome(ResultSet row) throws SQLException {
        var why = row.getString("why");
        return switch (Kind.valueOf(row.getString("outcome"))) {
            case UNREACHABLE -> new Outcome.Unreachable(why);
            case UNPROVEN -> new Outcome.Unproven(why);
            case UNCONFIRMED -> new Outcome.Unconfirmed(why, row.getBoolean("repeatable"));
        };
    }
}
