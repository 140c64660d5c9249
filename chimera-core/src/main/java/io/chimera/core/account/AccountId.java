package io.chimera.core.account;

import io.chimera.core.contact.ContactId;

/**
 * Someone who has signed in here. Never the person at the other end: that is a {@link ContactId contact}.
 *
 * @param telegramUser the Telegram user id, 1 to 16 decimal digits
 */
public record AccountId(long telegramUser) {
    public AccountId {
        ContactId.requireTelegramUser(telegramUser);
    }

    /** This account as the others see it. */
    public ContactId asContact() {
        return new ContactId(telegramUser);
    }

    @Override
    public String toString() {
        return Long.toString(telegramUser);
    }
}
