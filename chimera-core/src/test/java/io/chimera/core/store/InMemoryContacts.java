package io.chimera.core.store;

import io.chimera.core.contact.Contact;
import io.chimera.core.contact.ContactBook;
import io.chimera.core.contact.ContactId;
import java.text.Collator;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The contacts in a map. */
final class InMemoryContacts implements ContactBook.Editing {

    private final InMemoryState.Holder holder;

    InMemoryContacts(InMemoryState.Holder holder) {
        this.holder = holder;
    }

    @Override
    public Optional<Contact> find(ContactId id) {
        return Optional.ofNullable(holder.state().contacts.get(id));
    }

    @Override
    public List<Contact> all() {
        return holder.state().contacts.values().stream()
                .sorted(Comparator.comparing(Contact::name, Collator.getInstance(Locale.ROOT))
                        .thenComparing(Contact::id))
                .toList();
    }

    @Override
    public void save(Contact contact) {
        holder.state().contacts.put(contact.id(), contact);
    }
}
