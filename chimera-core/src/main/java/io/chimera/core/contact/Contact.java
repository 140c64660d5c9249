package io.chimera.core.contact;

import java.util.Optional;

/**
 * What an account knows of somebody.
 *
 * @param name how they are shown; never blank
 * @param phone their number, where the account knows it
 */
public record Contact(ContactId id, String name, Optional<PhoneNumber> phone) {
    public Contact {
        if (name.isBlank()) throw new IllegalArgumentException("a contact needs a name");
    }

    /** Somebody of whom only the id is known, as after a first message from a stranger. */
    public static Contact unnamed(ContactId id) {
        return new Contact(id, id.toString(), Optional.empty());
    }
}
