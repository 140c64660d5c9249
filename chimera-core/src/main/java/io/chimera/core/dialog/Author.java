package io.chimera.core.dialog;

import io.chimera.core.contact.ContactId;

/** Who wrote a message. */
public sealed interface Author {

    /** The account this history belongs to, here or on another device. */
    record Me() implements Author {}

    /** Somebody else. */
    record Them(ContactId contact) implements Author {}

    /**
     * Nobody in particular: a channel speaks in its own name, and so does a group when those who run it write, or when
     * it is not told who did something.
     *
     * @param chat never a dialog of two, in which everybody has a name
     */
    record Chat(DialogId chat) implements Author {
        public Chat {
            if (!chat.isOfSeveral()) throw new IllegalArgumentException("a dialog of two writes nothing: " + chat);
        }
    }
}
