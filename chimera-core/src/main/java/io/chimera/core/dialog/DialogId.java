package io.chimera.core.dialog;

import io.chimera.core.contact.ContactId;

/**
 * A dialog's Telegram chat id. A direct dialog has the other's user id; groups and channels have negative ids.
 *
 * @param value never 0
 */
public record DialogId(long value) {
    public DialogId {
        if (value == 0) throw new IllegalArgumentException("not a dialog: 0");
    }

    /** The dialog two people have with each other, as seen from the one who is not {@code other}. */
    public static DialogId with(ContactId other) {
        return new DialogId(other.telegramUser());
    }

    /** Whether this is a group's or a channel's. */
    public boolean isOfSeveral() {
        return value < 0;
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
