package io.chimera.core.dialog;

import io.chimera.core.route.Travel;
import java.util.Optional;

/**
 * What became of a message.
 *
 * @param travel the way it took, once it took one
 * @param problem what went wrong, in words for the person: why it failed, or why an edit or a deletion of it was not
 *     taken over there
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
