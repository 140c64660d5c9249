package io.chimera.core.store;

import io.chimera.core.account.AccountEvent;
import io.chimera.core.contact.Contact;
import io.chimera.core.contact.ContactBook;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Bylines;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.Dialogs;
import io.chimera.core.outbox.Outbox;
import io.chimera.core.trust.ContactKeys;
import io.chimera.core.twin.Doubts;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Port: one account's durable memory.
 *
 * <p>A change is all or nothing and durable when {@link #change} returns; changes happen one after the other. What a
 * change records is published after it is durable, in order, and never when it failed. Reads see one state throughout
 * and do not wait for changes.
 */
public interface AccountStore extends AutoCloseable {

    /** Answers a question from one consistent state. What it returns must not be used to ask further. */
    <T> T read(Function<View, T> question);

    /**
     * Changes the memory.
     *
     * @throws RuntimeException whatever the change throws; nothing is altered then, and nothing published
     */
    <T> T change(Function<Change, T> change);

    /** {@link #change} for a change that answers nothing. */
    default void alter(Consumer<Change> change) {
        change(memory -> {
            change.accept(memory);
            return Boolean.TRUE;
        });
    }

    /** Ends using it. Waits for a change under way. */
    @Override
    void close();

    /** What can be asked. */
    interface View {
        Dialogs dialogs();

        ContactBook contacts();

        /** The keys its contacts have proved themselves with. */
        ContactKeys keys();

        Bylines bylines();

        Outbox outbox();

        Doubts doubts();

        Preferences preferences();

        /**
         * What an author is called: as the account calls them, as they were called to it, or by their number.
         *
         * @return empty for the account itself
         */
        default Optional<String> nameOf(Author author) {
            return switch (author) {
                case Author.Me() -> Optional.empty();
                case Author.Them(var contact) ->
                    Optional.of(contacts()
                            .find(contact)
                            .map(Contact::name)
                            .or(() -> bylines().find(author))
                            .orElseGet(contact::toString));
                case Author.Chat(var chat) ->
                    Optional.of(dialogs()
                            .find(chat)
                            .map(Dialog::title)
                            .or(() -> bylines().find(author))
                            .orElseGet(chat::toString));
            };
        }
    }

    /** What can be altered. */
    interface Change extends View {
        @Override
        Dialogs.Editing dialogs();

        @Override
        ContactBook.Editing contacts();

        @Override
        ContactKeys.Editing keys();

        @Override
        Bylines.Editing bylines();

        @Override
        Outbox.Editing outbox();

        @Override
        Doubts.Editing doubts();

        @Override
        Preferences.Editing preferences();

        /** News to be told once this change is durable. */
        void record(AccountEvent event);
    }
}
