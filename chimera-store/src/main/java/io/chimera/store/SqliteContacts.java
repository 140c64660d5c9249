package io.chimera.store;

import io.chimera.core.contact.Contact;
import io.chimera.core.contact.ContactBook;
import io.chimera.core.contact.ContactId;
import io.chimera.core.contact.PhoneNumber;
import io.chimera.store.sqlite.Turn;
import java.text.Collator;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The contacts of one account as its database has them during one turn. */
final class SqliteContacts implements ContactBook.Editing {

    private final Turn turn;

    SqliteContacts(Turn turn) {
        this.turn = turn;
    }

    @Override
    public Optional<Contact> find(ContactId id) {
        return Optional.ofNullable(turn.rows().findById(id.telegramUser(), ContactRow.class))
                .map(ContactRow::toContact);
    }

    /** Sorted here: SQLite knows no alphabet beyond ASCII. */
    @Override
    public List<Contact> all() {
        return turn.rows().findAll(ContactRow.class).stream()
                .map(ContactRow::toContact)
                .sorted(Comparator.comparing(Contact::name, Collator.getInstance(Locale.ROOT))
                        .thenComparing(Contact::id))
                .toList();
    }

    @Override
    public void save(Contact contact) {
        turn.sql("""
                        INSERT INTO contact (id, name, phone) VALUES (:id, :name, :phone)
                        ON CONFLICT (id) DO UPDATE SET name = excluded.name, phone = excluded.phone
                        """)
                .param("id", contact.id().telegramUser())
                .param("name", contact.name())
                .param("phone", contact.phone().map(PhoneNumber::e164).orElse(null))
                .update();
    }
}
