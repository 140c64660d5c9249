package io.chimera.lab.client;

import io.chimera.core.account.Account;
import io.chimera.core.account.AccountId;
import io.chimera.core.contact.Contact;
import io.chimera.core.contact.ContactId;
import io.chimera.core.contact.PhoneNumber;
import io.chimera.lab.api.Person;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Who the lab's people are and whom they know, as the lab cloud tells those who bear their tokens. */
public final class LabPhonebook {

    private final LabLines lines;

    public LabPhonebook(LabLines lines) {
        this.lines = lines;
    }

    /**
     * Who an account is.
     *
     * @throws IOException if there is no token for it here, or the lab cloud does not answer
     */
    public Account account(AccountId id) throws IOException, InterruptedException {
        var me = lines.of(id).me();
        return new Account(id, me.name(), Optional.of(new PhoneNumber(me.phone())));
    }

    /**
     * Whom an account has in its telephone book, by name.
     *
     * @throws IOException if there is no token for it here, or the lab cloud does not answer
     */
    public List<Contact> contacts(AccountId owner) throws IOException, InterruptedException {
        return lines.of(owner).contacts().people().stream()
                .map(LabPhonebook::contact)
                .toList();
    }

    static Contact contact(Person person) {
        return new Contact(new ContactId(person.id()), person.name(), Optional.of(new PhoneNumber(person.phone())));
    }
}
