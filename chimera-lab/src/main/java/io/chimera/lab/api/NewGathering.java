package io.chimera.lab.api;

import java.util.List;

/**
 * A group or a channel that is to be founded, by whoever asks.
 *
 * @param members who is in it besides
 */
public record NewGathering(Gathering.Kind kind, String title, List<Long> members) {

    /** The most members, and the longest title. */
    public static final int LARGEST = 100;

    public NewGathering {
        members = List.copyOf(members);
    }
}
