package io.chimera.core.arrival;

import io.chimera.core.contact.Contact;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.store.AccountStore.Change;
import java.util.Optional;

/** Remembers who somebody is. */
final class Introduction {

    /** Returns whether anything is different now. */
    boolean take(Change change, Contact person, boolean inContacts) {
        boolean better = inContacts && keep(change, person);
        return nameDialog(change, person, inContacts) || better;
    }

    private static boolean keep(Change change, Contact person) {
        var known = change.contacts().find(person.id());
        var now = new Contact(person.id(), person.name(), person.phone().or(() -> known.flatMap(Contact::phone)));
        if (known.equals(Optional.of(now))) return false;
        change.contacts().save(now);
        return true;
    }

    private static boolean nameDialog(Change change, Contact person, boolean inContacts) {
        var there = change.dialogs().find(DialogId.with(person.id())).map(Dialog::title);
        if (there.isPresent() && (there.get().equals(person.name()) || !(inContacts || isNobodys(there.get(), person))))
            return false;
        change.dialogs().save(new Dialog.Direct(person.id(), person.name()));
        return true;
    }

    /** Whether a dialog's title is only what stands there while nobody has said who it is. */
    private static boolean isNobodys(String title, Contact person) {
        return title.equals(Contact.unnamed(person.id()).name());
    }
}
