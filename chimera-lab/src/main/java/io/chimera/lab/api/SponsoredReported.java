package io.chimera.lab.api;

import java.util.List;

/**
 * The answer to a complaint.
 *
 * @param question empty once it was taken
 */
public record SponsoredReported(String question, List<Option> options) {

    public SponsoredReported {
        options = List.copyOf(options);
    }

    /** What can be chosen. */
    public record Option(String id, String words) {}
}
