package io.chimera.telegram.carrier;

import io.chimera.core.contact.Contact;
import io.chimera.core.contact.PhoneNumber;
import io.chimera.telegram.tdlib.TdFailure;
import java.io.IOException;
import java.util.Optional;

/**
 * Finds people by their number. Nobody is put into the account's contacts for that: who can be found by a number is the
 * same either way, and the contacts are the person's own matter.
 */
final class Phonebook {

    private static final int NOT_FOUND = 404;
    private static final int NOT_A_NUMBER = 400;

    private final Line line;
    private final Reach reach;

    Phonebook(Line line, Reach reach) {
        this.line = line;
        this.reach = reach;
    }

    Optional<Contact> lookUp(PhoneNumber number) throws IOException, InterruptedException {
        if (!reach.online()) throw new IOException("Telegram cannot be reached");
        try {
            var user = line.ask(Line.request("searchUserByPhoneNumber")
                    .put("phone_number", number.e164())
                    .put("only_local", false));
            return Decoding.person(user).map(found -> new Contact(found.id(), found.name(), Optional.of(number)));
        } catch (TdFailure failure) {
            if (failure.code() == NOT_FOUND || failure.code() == NOT_A_NUMBER) return Optional.empty();
            throw new IOException("Telegram does not look anybody up now (" + failure.code() + ")", failure);
        }
    }
}
