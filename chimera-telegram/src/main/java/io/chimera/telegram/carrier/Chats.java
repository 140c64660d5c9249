package io.chimera.telegram.carrier;

import io.chimera.core.account.AccountId;
import io.chimera.core.arrival.Arrivals;
import io.chimera.core.contact.Contact;
import io.chimera.core.contact.ContactId;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogId;
import io.chimera.telegram.tdlib.TdFailure;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The chats TDLib told of, and who is in them. Safe for use by many threads. */
final class Chats {

    private static final int NOT_FOUND = 404;

    private final AccountId account;
    private final Line line;
    private final Arrivals arrivals;
    private final Rooms rooms;
    private final Map<Long, ContactId> partners = new ConcurrentHashMap<>();
    private final Map<ContactId, Person> people = new ConcurrentHashMap<>();
    private final Map<ContactId, Person> introduced = new ConcurrentHashMap<>();
    private final Map<DialogId, Dialog> shown = new ConcurrentHashMap<>();
    private final Map<Author, String> named = new ConcurrentHashMap<>();
    private final Set<Long> made = ConcurrentHashMap.newKeySet();
    private final Set<Long> doubtful = ConcurrentHashMap.newKeySet();
    private volatile boolean complete;

    private record Person(Contact contact, boolean inContacts) {}

    Chats(AccountId account, Line line, Arrivals arrivals, Rooms rooms) {
        this.account = account;
        this.line = line;
        this.arrivals = arrivals;
        this.rooms = rooms;
    }

    void toldOfUser(JsonNode user) {
        boolean inContacts = user.path("is_contact").asBoolean(false);
        Decoding.person(user).ifPresent(person -> people.put(person.id(), new Person(person, inContacts)));
    }

    /** Keeps a chat of two people; what somebody keeps for themselves in Telegram is no dialog. */
    void toldOfChat(JsonNode chat) {
        Decoding.partner(chat.path("type"))
                .filter(partner -> !partner.equals(account.asContact()))
                .ifPresent(partner -> partners.put(chat.path("id").asLong(0), partner));
    }

    /** What a chat is, if it is one that is brought here. */
    Optional<Dialog> dialog(long chat) {
        var partner = partners.get(chat);
        return partner == null ? rooms.dialog(chat) : Optional.of(new Dialog.Direct(partner, name(partner)));
    }

    private String name(ContactId partner) {
        var person = people.get(partner);
        return person == null ? partner.toString() : person.contact().name();
    }

    /** TDLib has told of every chat; returns those of which it was asked too early whether they are gone. */
    Set<Long> toldOfAll() {
        complete = true;
        return Set.copyOf(doubtful);
    }

    /** Whether TDLib has told of every chat, so that somebody it does not know by now is a stranger to it. */
    boolean isComplete() {
        return complete;
    }

    /** Says what a chat is, when that is news. */
    void introduce(Dialog dialog) {
        switch (dialog) {
            case Dialog.Direct(var partner, var _) -> introduce(partner);
            case Dialog.Group _, Dialog.Channel _ -> {
                if (dialog.equals(shown.get(dialog.id()))) return;
                arrivals.found(dialog);
                shown.put(dialog.id(), dialog);
            }
        }
    }

    private void introduce(ContactId partner) {
        var person = people.get(partner);
        if (person == null || person.equals(introduced.get(partner))) return;
        arrivals.introduced(person.contact(), person.inContacts());
        introduced.put(partner, person);
    }

    /** Says what somebody is called who wrote in a group, when that is news. */
    void name(Author author) {
        var name = switch (author) {
            case Author.Me() -> Optional.<String>empty();
            case Author.Them(var contact) ->
                Optional.ofNullable(people.get(contact))
                        .map(person -> person.contact().name());
            case Author.Chat(var chat) -> rooms.title(chat);
        };
        if (name.isEmpty() || name.get().equals(named.get(author))) return;
        arrivals.named(author, name.get());
        named.put(author, name.get());
    }

    /**
     * Removes a group or a channel that TDLib has in no list any more. It is asked, for one that goes from one list to
     * another is in none for a moment; and it is asked only once its lists are whole.
     *
     * @return whether it is gone
     */
    boolean removeIfGone(DialogId chat) throws IOException, InterruptedException {
        doubtful.add(chat.value());
        if (!complete) return false;
        doubtful.remove(chat.value());
        if (rooms.dialog(chat.value()).isPresent() || rooms.movedOn(chat.value()) || isListed(chat)) return false;
        arrivals.vanished(chat);
        shown.remove(chat);
        return true;
    }

    private boolean isListed(DialogId chat) throws IOException, InterruptedException {
        try {
            var told = line.ask(Line.request("getChat").put("chat_id", chat.value()));
            return told.path("positions")
                    .valueStream()
                    .anyMatch(position -> !position.path("order").asString("0").equals("0"));
        } catch (TdFailure failure) {
            if (failure.code() == NOT_FOUND) return false;
            throw new IOException("TDLib does not tell of the chat now (" + failure.code() + ")", failure);
        }
    }

    /**
     * Makes sure that TDLib has a chat.
     *
     * @throws TdFailure if it does not know who or what is in it
     */
    void make(DialogId chat) throws TdFailure, IOException, InterruptedException {
        if (made.contains(chat.value())) return;
        line.ask(making(chat));
        made.add(chat.value());
    }

    /** Asks for something whose answer changes nothing, once TDLib has a chat. Returns at once. */
    void tell(DialogId chat, ObjectNode request) {
        if (made.contains(chat.value())) line.tell(request);
        else line.tell(making(chat), request);
    }

    private static ObjectNode making(DialogId chat) {
        return chat.isOfSeveral()
                ? Line.request("getChat").put("chat_id", chat.value())
                : Line.request("createPrivateChat").put("user_id", chat.value()).put("force", false);
    }
}
