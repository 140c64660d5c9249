package io.chimera.core.twin;

import io.chimera.core.contact.ContactId;
import io.chimera.core.message.MessageId;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** In-port: what two who are connected ask each other about messages that may have come by both ways. */
public interface Twins {

    /** The most messages one question is about. */
    int MOST = 1_000;

    /** Messages of a contact that came straight, of which it is not known whether there is a copy; the oldest, at most {@link #MOST}. */
    List<MessageId> doubtful(ContactId author);

    /**
     * What became of messages of this account, for the one they were brought to. What is missing in the answer is not
     * this account's in that dialog, or not settled yet.
     */
    Map<MessageId, Whereabouts> tell(ContactId asker, Collection<MessageId> messages);

    /**
     * An author answered. Says nothing about messages of others, or without a doubt about them.
     *
     * @throws RuntimeException if the store cannot take it now; nothing changed then
     */
    void learn(ContactId author, Map<MessageId, Whereabouts> told);
}
