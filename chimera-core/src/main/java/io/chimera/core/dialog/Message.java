package io.chimera.core.dialog;

import io.chimera.core.message.CloudMessageId;
import io.chimera.core.message.MessageId;
import java.time.Instant;
import java.util.Optional;

/**
 * One message of one account's history. Its place in the dialog is the store's matter: pages come in order.
 *
 * @param sentAt when its author sent it, by the author's clock (or the cloud's): for display, never for order
 * @param edited whether its text was changed after it was sent
 * @param cloudId the cloud's id for it, once it went or came that way
 */
public record Message(
        MessageId id,
        DialogId dialog,
        Author author,
        Instant sentAt,
        Body body,
        Fate fate,
        boolean edited,
        Optional<CloudMessageId> cloudId) {

    /** Whether this account wrote it. */
    public boolean mine() {
        return author instanceof Author.Me;
    }

    /** Whether it was deleted. */
    public boolean deleted() {
        return body instanceof Body.Erased;
    }

    /** How far it is. */
    public Tick tick() {
        return fate.tick();
    }
}
