package io.chimera.store;

import io.chimera.core.route.Reason;
import io.chimera.core.route.Travel;
import io.chimera.core.route.Way;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The columns the way a message took has in table {@code message}. */
record TravelColumns(Way way, @Nullable Reason reason, long settledAt, int attempts) {

    static TravelColumns of(Travel travel) {
        return new TravelColumns(travel.way(), travel.reason().orElse(null), Nanos.of(travel.at()), travel.attempts());
    }

    Travel toTravel() {
        return new Travel(way, Optional.ofNullable(reason), Nanos.toInstant(settledAt), attempts);
    }
}
