package io.chimera.core.store;

import static io.chimera.core.testing.People.BRUNO;
import static io.chimera.core.testing.People.bruno;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.chimera.core.contact.Contact;
import io.chimera.core.contact.ContactId;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.DialogId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a store promises of contacts and of preferences. */
abstract class ContactsAndChoicesContract {

    abstract AccountStore store();

    abstract AccountStore reopened();

    @Test
    void aContactComesBackAsItWasSavedLast() {
        store().alter(change -> {
            change.contacts().save(Contact.unnamed(BRUNO));
            change.contacts().save(bruno());
        });
        reopened();
        assertThat(contact(BRUNO)).contains(bruno());
        store().alter(change -> change.contacts().save(Contact.unnamed(BRUNO)));
        assertThat(contacts()).containsExactly(Contact.unnamed(BRUNO));
    }

    @Test
    void aContactNobodySavedIsNotThere() {
        assertThat(contact(BRUNO)).isEmpty();
        assertThat(contacts()).isEmpty();
    }

    @Test
    void contactsComeByNameAsPeopleSortThem() {
        store().alter(change -> {
            long id = 2000;
            for (var name : new String[] {"zeca", "Ágata", "bruno", "Ana", "Çelik", "Davi", "Ana"}) {
                change.contacts().save(new Contact(new ContactId(id++), name, Optional.empty()));
            }
        });
        assertThat(contacts().stream().map(Contact::name))
                .containsExactly("Ágata", "Ana", "Ana", "bruno", "Çelik", "Davi", "zeca");
        assertThat(contacts().stream().map(contact -> contact.id().telegramUser()))
                .containsSubsequence(2003L, 2006L);
    }

    @Test
    void whoWritesInAGroupHasANameWithoutBeingAContact() {
        var bruno = new Author.Them(BRUNO);
        var channel = new Author.Chat(new DialogId(-7));
        store().alter(change -> {
            change.bylines().save(bruno, "Bru");
            change.bylines().save(bruno, "Bruno T.");
            change.bylines().save(channel, "Notícias");
        });
        reopened().read(view -> {
            assertThat(view.bylines().find(bruno)).contains("Bruno T.");
            assertThat(view.nameOf(bruno)).contains("Bruno T.");
            assertThat(view.nameOf(channel)).contains("Notícias");
            assertThat(view.nameOf(new Author.Chat(new DialogId(-8)))).contains("-8");
            return assertThat(view.nameOf(new Author.Me())).isEmpty();
        });
        assertThat(contacts()).isEmpty();
        store().alter(change -> change.contacts().save(bruno()));
        store().read(view -> assertThat(view.nameOf(bruno)).contains("Bruno Tavares"));
    }

    @Test
    void theLanIsOnUntilItIsSwitchedOff() {
        assertThat(lanOn()).isTrue();
        prefer(choices -> choices.lanOn(false));
        reopened();
        assertThat(lanOn()).isFalse();
        prefer(choices -> choices.lanOn(true));
        reopened();
        assertThat(lanOn()).isTrue();
    }

    @Test
    void aChoiceIsKeptUntilItIsEmptied() {
        prefer(choices -> choices.put("page.theme", "light"));
        prefer(choices -> choices.put("page.theme", "dark"));
        reopened();
        assertThat(choice("page.theme")).contains("dark");
        prefer(choices -> choices.put("page.theme", ""));
        prefer(choices -> choices.put("page.theme", ""));
        assertThat(choice("page.theme")).isEmpty();
    }

    @Test
    void aChoiceHasAtMost200Characters() {
        prefer(choices -> choices.put("page.note", "é".repeat(200)));
        assertThat(choice("page.note")).contains("é".repeat(200));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> prefer(choices -> choices.put("page.note", "x".repeat(201))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Page", "page theme", ".page", "page.", "lanOn", "página"})
    void aKeyIsLowerCaseWordsWithDots(String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> prefer(choices -> choices.put(key, "x")));
        assertThat(choice(key)).isEmpty();
    }

    @Test
    void aChoiceCannotBeMistakenForTheLanSwitch() {
        prefer(choices -> Stream.of("lan", "lan.on", "lanon").forEach(key -> choices.put(key, "false")));
        assertThat(lanOn()).isTrue();
    }

    private Optional<Contact> contact(ContactId id) {
        return store().read(view -> view.contacts().find(id));
    }

    private List<Contact> contacts() {
        return store().read(view -> view.contacts().all());
    }

    private boolean lanOn() {
        return store().read(view -> view.preferences().lanOn());
    }

    private Optional<String> choice(String key) {
        return store().read(view -> view.preferences().get(key));
    }

    private void prefer(Consumer<Preferences.Editing> change) {
        store().alter(memory -> change.accept(memory.preferences()));
    }
}
