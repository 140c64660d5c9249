package io.chimera.core.contact;

/**
 * Someone an account talks to.
 *
 * @param telegramUser the Telegram user id, 1 to 16 decimal digits
 */
public record ContactId(long telegramUser) implements Comparable<ContactId> {

    private static final long LARGEST = 9_999_999_999_999_999L;

    public ContactId {
        requireTelegramUser(telegramUser);
    }

    /**
     * Refuses what cannot be a Telegram user id.
     *
     * @throws IllegalArgumentException unless the id has 1 to 16 decimal digits and is positive
     */
    public static void requireTelegramUser(long id) {
        if (id <= 0 || id > LARGEST) throw new IllegalArgumentException("not a Telegram user id: " + id);
    }

    @Override
    public int compareTo(ContactId other) {
        return Long.compare(telegramUser, other.telegramUser);
    }

    @Override
    public String toString() {
        return Long.toString(telegramUser);
    }
}
