package io.chimera.web.live;

import java.time.Instant;
import java.util.Optional;

/** One open page, as the server knows it. Used by one thread at a time. */
public interface LivePage {

    /**
     * What has changed since this was asked last, as HTML elements that take the place of those with the same id; empty
     * when nothing has.
     */
    String whatChanged();

    /** When to ask again although nothing happened, for something that ends by itself; empty for never. */
    default Optional<Instant> lookAgain() {
        return Optional.empty();
    }
}
