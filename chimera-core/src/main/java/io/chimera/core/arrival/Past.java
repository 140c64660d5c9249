package io.chimera.core.arrival;

import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Reference;
import io.chimera.core.message.CloudMessageId;
import java.time.Instant;
import java.util.Optional;

/**
 * A message from before, of any author, as the cloud has it.
 *
 * @param at the cloud's date
 * @param body words, or a file that is not here
 * @param edited whether it says something else than at first
 * @param seen whether it was seen: one of this account's by the other side, another's by this account
 * @param answers the message it answers, as the cloud names it
 */
public record Past(
        CloudMessageId id,
        Author by,
        Instant at,
        Body body,
        boolean edited,
        boolean seen,
        Optional<Reference> answers) {

    /** One that answers no other. */
    public Past(CloudMessageId id, Author by, Instant at, Body body, boolean edited, boolean seen) {
        this(id, by, at, body, edited, seen, Optional.empty());
    }

    /** The same, as an answer to another. */
    public Past answering(Optional<Reference> other) {
        return new Past(id, by, at, body, edited, seen, other);
    }

    /** Whether this account wrote it. */
    public boolean mine() {
        return by instanceof Author.Me;
    }
}
