package io.chimera.core.arrival;

import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.message.CloudMessageId;
import java.time.Instant;

/**
 * A message from before, of any author, as the cloud has it.
 *
 * @param at the cloud's date
 * @param body words, or a file that is not here
 * @param edited whether it says something else than at first
 * @param seen whether it was seen: one of this account's by the other side, another's by this account
 */
public record Past(CloudMessageId id, Author by, Instant at, Body body, boolean edited, boolean seen) {

    /** Whether this account wrote it. */
    public boolean mine() {
        return by instanceof Author.Me;
    }
}
