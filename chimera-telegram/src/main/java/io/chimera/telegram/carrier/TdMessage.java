package io.chimera.telegram.carrier;

import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Reference;
import io.chimera.core.message.CloudMessageId;
import java.time.Instant;
import java.util.Optional;

/**
 * A message as TDLib has it.
 *
 * @param id 2^20 times Telegram's own once Telegram has it; anything else before
 * @param outgoing whether this account wrote it, here or on another device
 * @param sender who did otherwise
 * @param edited whether it says something else than at first
 * @param answers the message of the same chat that it answers
 */
record TdMessage(
        long chat,
        long id,
        boolean outgoing,
        Author sender,
        Instant date,
        boolean edited,
        State state,
        Optional<CloudMessageId> answers,
        Said said) {

    private static final long STEP = 1L << 20;

    /** How far it is. */
    enum State {
        THERE,
        PENDING,
        FAILED
    }

    /** Whether this can be a message's id at Telegram. */
    static boolean isTelegrams(long id) {
        return id > 0 && id % STEP == 0;
    }

    /** Where the words that came with its file stand: Telegram gives this id to no message. */
    static long captionOf(long message) {
        return message + 1;
    }

    /** Telegram's message behind an id of here: words that came with a file have none of their own, and stand for it. */
    static long behind(CloudMessageId id) {
        return isTelegrams(id.value()) ? id.value() : id.value() - 1;
    }

    /** Who wrote it. */
    Author author() {
        return outgoing ? new Author.Me() : sender;
    }

    /** The message that it answers, by the name the cloud has for it. */
    Optional<Reference> reference() {
        return answers.map(Reference.ByCloudId::new);
    }

    /** Whether Telegram has it. */
    boolean isThere() {
        return state == State.THERE && isTelegrams(id);
    }
}
