package io.chimera.core.contact;

import java.util.List;
import java.util.Optional;

/** Port: the contacts of one account. */
public interface ContactBook {

    /** The contact with this id, if the account knows it. */
    Optional<Contact> find(ContactId id);

    /** Every contact, by name. */
    List<Contact> all();

    /** The contacts as a change may alter them. */
    interface Editing extends ContactBook {

        /** Adds a contact, or replaces what was known of it. */
        void save(Contact contact);
    }
}
