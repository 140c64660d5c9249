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
 * @param answers the message it answers, by its id here or, if it is not here, by the cloud's
 */
public record Message(
        MessageId id,
        DialogId dialog,
        Author author,
        Instant sentAt,
        Body body,
        Fate fate,
        boolean edited,
        Optional<CloudMessageId> cloudId,
        Optional<Reference> answers) {

    public Message {
        if (answers.isPresent() && answers.get() instanceof Reference.ByTrace)
            throw new IllegalArgumentException("a trace is followed before a message is stored");
    }

    /** One that answers no other. */
    public Message(
            MessageId id,
            DialogId dialog,
            Author author,
            Instant sentAt,
            Body body,
            Fate fate,
            boolean edited,
            Optional<CloudMessageId> cloudId) {
        this(id, dialog, author, sentAt, body, fate, edited, cloudId, Optional.empty());
    }

    /** The same, as an answer to another. */
    public Message answering(Optional<Reference> other) {
        return new Message(id, dialog, author, sentAt, body, fate, edited, cloudId, other);
    }

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
