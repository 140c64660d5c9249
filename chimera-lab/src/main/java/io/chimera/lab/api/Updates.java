package io.chimera.lab.api;

import java.util.List;

/**
 * What is new for one device of a person.
 *
 * @param updates in order; what the device itself did is not among them
 * @param typing who writes at this moment, or has stopped
 * @param upTo acknowledge this once all of them are stored
 */
public record Updates(List<Update> updates, List<Typing> typing, long upTo) {

    /** The most updates one answer holds. */
    public static final int LARGEST = 100;

    public Updates {
        updates = List.copyOf(updates);
        typing = List.copyOf(typing);
    }
}
