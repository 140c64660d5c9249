package io.chimera.telegram.carrier;

import io.chimera.core.account.AccountId;
import io.chimera.core.arrival.Arrivals;
import io.chimera.core.contact.Contact;
import io.chimera.core.contact.ContactId;
import io.chimera.core.dialog.DialogId;
import io.chimera.telegram.tdlib.TdFailure;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** The chats TDLib told of, and who is in them. Safe for use by many threads. */
final class Chats {

    private final AccountId account;
    private final Line line;
    private final Arrivals arrivals;
    private final Map<Long, ContactId> partners = new ConcurrentHashMap<>();
    private final Map<ContactId, Person> people = new ConcurrentHashMap<>();
    private final Map<ContactId, Person> introduced = new ConcurrentHashMap<>();
    private final Set<Long> made = ConcurrentHashMap.newKeySet();
    private volatile boolean complete;

    private record Person(Contact contact, boolean inContacts) {}

    Chats(AccountId account, Line line, Arrivals arrivals) {
        this.account = account;
        this.line = line;
        this.arrivals = arrivals;
    }

    void toldOfUser(JsonNode user) {
        boolean inContacts = user.path("is_contact").asBoolean(false);
        Decoding.person(user).ifPresent(person -> people.put(person.id(), new Person(person, inContacts)));
    }

    /**
     * Keeps a chat of two people. Here, and only here, everything else is left out: groups and channels come later, and
     * what somebody keeps for themselves in Telegram is no dialog.
     */
    void toldOfChat(JsonNode chat) {
        Decoding.partner(chat.path("type"))
                .filter(partner -> !partner.equals(account.asContact()))
                .ifPresent(partner -> partners.put(chat.path("id").asLong(0), partner));
    }

    /** Whom a chat is with, if it is one that is brought here. */
    Optional<ContactId> partner(long chat) {
        return Optional.ofNullable(partners.get(chat));
    }

    /** TDLib has told of every chat. */
    void toldOfAll() {
        complete = true;
    }

    /** Whether TDLib has told of every chat, so that somebody it does not know by now is a stranger to it. */
    boolean isComplete() {
        return complete;
    }

    /** Says who somebody is, when that is news. */
    void introduce(ContactId partner) {
        var person = people.get(partner);
        if (person == null || person.equals(introduced.get(partner))) return;
        arrivals.introduced(person.contact(), person.inContacts());
        introduced.put(partner, person);
    }

    /**
     * Makes sure that TDLib has the chat with somebody.
     *
     * @throws TdFailure if it does not know them
     */
    void make(DialogId with) throws TdFailure, IOException, InterruptedException {
        if (made.contains(with.value())) return;
        line.ask(Line.request("createPrivateChat").put("user_id", with.value()).put("force", false));
        made.add(with.value());
    }
}
