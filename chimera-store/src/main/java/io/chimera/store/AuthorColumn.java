package io.chimera.store;

import io.chimera.core.contact.ContactId;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.DialogId;
import org.jspecify.annotations.Nullable;

/** An author as a number: people have positive ids, groups and channels negative ones, the account itself none. */
final class AuthorColumn {

    private AuthorColumn() {}

    static @Nullable Long of(Author author) {
        return switch (author) {
            case Author.Me() -> null;
            case Author.Them(var contact) -> contact.telegramUser();
            case Author.Chat(var chat) -> chat.value();
        };
    }

    static Author read(long author) {
        return author < 0 ? new Author.Chat(new DialogId(author)) : new Author.Them(new ContactId(author));
    }
}
