package io.chimera.telegram.carrier;

import io.chimera.core.contact.Contact;
import io.chimera.core.contact.ContactId;
import io.chimera.core.contact.PhoneNumber;
import io.chimera.core.dialog.DialogId;
import io.chimera.telegram.tdlib.TdFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Finds people by their number, and puts them into the account's contacts when the person wants that. Nobody is put there
 * to be found: who can be found by a number is the same either way.
 */
final class Phonebook {

    private static final int NOT_FOUND = 404;
    private static final int NOT_A_NUMBER = 400;
    private static final int FLOOD = 429;
    private static final int SIGNED_OUT = 401;

    private static final Logger LOG = LoggerFactory.getLogger(Phonebook.class);

    private static final Pattern WAIT = Pattern.compile("retry after ([0-9]{1,9})");

    private final Line line;
    private final Reach reach;
    private final Chats chats;

    Phonebook(Line line, Reach reach, Chats chats) {
        this.line = line;
        this.reach = reach;
        this.chats = chats;
    }

    Optional<Contact> lookUp(PhoneNumber number) throws IOException, InterruptedException {
        if (!reach.online()) throw new IOException("Telegram cannot be reached");
        try {
            var user = line.ask(Line.request("searchUserByPhoneNumber")
                    .put("phone_number", number.e164())
                    .put("only_local", false));
            var found = Decoding.person(user);
            if (found.isPresent()) makeChat(found.get().id());
            return found.map(person -> new Contact(person.id(), person.name(), Optional.of(number)));
        } catch (TdFailure failure) {
            if (failure.code() == NOT_FOUND || failure.code() == NOT_A_NUMBER) return Optional.empty();
            throw new IOException("Telegram does not look anybody up now (" + failure.code() + ")", failure);
        }
    }

    /** Telegram wants two names and shows them as one: the last word is the second. */
    Optional<Contact> add(PhoneNumber number, String name) throws IOException, InterruptedException {
        if (!reach.online()) throw new IOException("Telegram cannot be reached");
        try {
            long user = imported(number, name.strip()).path("user_ids").path(0).asLong(0);
            if (user <= 0) return Optional.empty();
            makeChat(new ContactId(user));
            return Optional.of(new Contact(new ContactId(user), name, Optional.of(number)));
        } catch (TdFailure failure) {
            if (Refusals.says(failure, "PHONE_NUMBER_INVALID")) return Optional.empty();
            throw new IOException(whyNot(failure), failure);
        }
    }

    /** TDLib tells nothing of a chat it does not have, such as that somebody is about to write the first message in it. */
    private void makeChat(ContactId with) throws IOException, InterruptedException {
        try {
            chats.make(DialogId.with(with));
        } catch (TdFailure notNow) {
            LOG.debug("The chat with somebody who was found is not made", notNow);
        }
    }

    private JsonNode imported(PhoneNumber number, String name) throws TdFailure, IOException, InterruptedException {
        int space = name.lastIndexOf(' ');
        var request = Line.request("importContacts");
        request.putArray("contacts")
                .addObject()
                .put("@type", "importedContact")
                .put("phone_number", number.e164())
                .put("first_name", space < 0 ? name : name.substring(0, space).strip())
                .put("last_name", space < 0 ? "" : name.substring(space + 1));
        return line.ask(request);
    }

    private static String whyNot(TdFailure failure) {
        if (failure.code() == FLOOD) return "Telegram takes no more contacts for now; try again " + when(failure);
        if (failure.code() == SIGNED_OUT) return "this account is signed out of Telegram";
        if (Refusals.says(failure, "to bots")) return "a bot has no contacts in Telegram";
        return "Telegram does not take the contact (" + Refusals.name(failure) + ")";
    }

    private static String when(TdFailure failure) {
        var wait = WAIT.matcher(String.valueOf(failure.getMessage()));
        if (!wait.find()) return "later";
        long minutes = Duration.ofSeconds(Long.parseLong(wait.group(1)) + 59).toMinutes();
        return minutes == 1 ? "in a minute" : "in " + minutes + " minutes";
    }
}
