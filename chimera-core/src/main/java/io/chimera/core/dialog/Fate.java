package io.chimera.core.dialog;

import io.chimera.core.route.Travel;
import java.util.Optional;

/**
 * What became of a message.
 *
 * @param travel the way it took, once it took one
 * @param problem why it failed, in words for the person; empty unless the tick is {@link Tick#FAILED}
 */
public record Fate(Tick tick, Optional<Travel> travel, Optional<String> problem) {

    /** It waits in the outbox. */
    public static Fate queued() {
        return new Fate(Tick.QUEUED, Optional.empty(), Optional.empty());
    }

    /** It arrived here. */
    public static Fate arrived(Travel travel) {
        return new Fate(Tick.DELIVERED, Optional.of(travel), Optional.empty());
    }

    /** The same, one sign further or back. */
    public Fate with(Tick other) {
        return new Fate(other, travel, problem);
    }
}
