package io.chimera.core.twin;

import java.time.Instant;
import java.util.Optional;

/** What an author says of a message of theirs that was brought straight. */
public sealed interface Whereabouts {

    /** It went straight and no other way. */
    record Straight() implements Whereabouts {}

    /**
     * It is in the cloud, too.
     *
     * @param date when the cloud got it, by the cloud's clock, if its author knows
     */
    record InCloud(Optional<Instant> date) implements Whereabouts {}
}
