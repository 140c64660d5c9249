package io.chimera.lab.people;

import java.time.Duration;
import java.util.Optional;

/**
 * Something that was said before the lab began.
 *
 * @param to somebody, or a group or a channel
 * @param ago how long before
 * @param text its words, with marks for their looks, or else it is a file
 * @param file the name of a file among the lab's resources
 */
public record PastMessage(long from, long to, Duration ago, Optional<String> text, Optional<String> file) {
    public PastMessage {
        if (text.isPresent() == file.isPresent()) throw new IllegalArgumentException("either words or a file");
    }
}
