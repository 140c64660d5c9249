package io.chimera.core.dialog;

import io.chimera.core.contact.ContactId;

/** Who wrote a message. */
public sealed interface Author {

    /** The account this history belongs to, here or on another device. */
    record Me() implements Author {}

    /** Somebody else. */
    record Them(ContactId contact) implements Author {}
}
