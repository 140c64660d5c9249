package io.chimera.core.route;

import io.chimera.core.neighbour.Neighbour;
import io.chimera.core.neighbour.Refusal;
import java.time.Instant;
import java.util.Optional;

/**
 * The facts a routing decision may use.
 *
 * @param lanOn whether this account uses the LAN at all
 * @param neighbour the contact, if it is near; never there while the LAN is off
 * @param cloudOnline whether the cloud can be reached
 * @param refusal why the contact, though near, is not talked to directly, if that is so
 * @param ofSeveral whether it goes to several people; there is no neighbour then
 */
public record Surroundings(
        Instant now,
        boolean lanOn,
        Optional<Neighbour> neighbour,
        Optional<Refusal> refusal,
        boolean cloudOnline,
        boolean ofSeveral) {

    /** Around what goes to one contact. */
    public Surroundings(Instant now, boolean lanOn, Optional<Neighbour> neighbour, boolean cloudOnline) {
        this(now, lanOn, neighbour, Optional.empty(), cloudOnline, false);
    }

    /** The same, around somebody who was refused. */
    public Surroundings refused(Refusal why) {
        return new Surroundings(now, lanOn, neighbour, Optional.of(why), cloudOnline, ofSeveral);
    }
}
