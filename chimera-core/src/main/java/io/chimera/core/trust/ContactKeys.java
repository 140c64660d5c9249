package io.chimera.core.trust;

import io.chimera.core.contact.ContactId;
import io.chimera.core.identity.KeyFingerprint;
import java.util.List;
import java.util.Optional;

/** Port: the keys one account's contacts have proved themselves with. */
public interface ContactKeys {

    /** A contact's keys, the one first seen last first. */
    List<ContactKey> of(ContactId contact);

    /** One of them. */
    Optional<ContactKey> find(ContactId contact, KeyFingerprint key);

    /** The keys as a change may alter them. */
    interface Editing extends ContactKeys {

        /** Keeps a key, in place of what was kept of it before. */
        void save(ContactId contact, ContactKey key);

        /** Forgets a key; one that is not kept is no error. */
        void forget(ContactId contact, KeyFingerprint key);
    }
}
