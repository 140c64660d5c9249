package io.chimera.lab.api;

import java.util.List;

/**
 * What is new for one device of a person.
 *
 * @param updates in order; what the device itself did is not among them
 * @param upTo acknowledge this once all of them are stored
 */
public record Updates(List<Update> updates, long upTo) {

    /** The most updates one answer holds. */
    public static final int LARGEST = 100;

    public Updates {
        updates = List.copyOf(updates);
    }
}
