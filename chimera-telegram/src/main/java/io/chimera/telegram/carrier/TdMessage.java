package io.chimera.telegram.carrier;

import io.chimera.core.dialog.Author;
import java.time.Instant;

/**
 * A message as TDLib has it.
 *
 * @param id 2^20 times Telegram's own once Telegram has it; anything else before
 * @param outgoing whether this account wrote it, here or on another device
 * @param sender who did otherwise
 * @param edited whether it says something else than at first
 */
record TdMessage(
        long chat, long id, boolean outgoing, Author sender, Instant date, boolean edited, State state, Said said) {

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

    /** Who wrote it. */
    Author author() {
        return outgoing ? new Author.Me() : sender;
    }

    /** Whether Telegram has it. */
    boolean isThere() {
        return state == State.THERE && isTelegrams(id);
    }
}
