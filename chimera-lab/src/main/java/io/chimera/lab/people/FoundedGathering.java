package io.chimera.lab.people;

import io.chimera.lab.api.Gathering;
import java.util.List;

/**
 * A group or a channel that was founded before the lab began.
 *
 * @param id negative
 * @param members its founder included
 */
public record FoundedGathering(long id, Gathering.Kind kind, String title, long founder, List<Long> members) {

    public FoundedGathering {
        if (id >= 0) throw new IllegalArgumentException("a group or a channel has a negative id, not " + id);
        members = List.copyOf(members);
    }
}
