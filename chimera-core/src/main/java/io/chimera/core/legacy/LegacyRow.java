package io.chimera.core.legacy;

/** A row of the first Chimera's table of messages. */
public sealed interface LegacyRow {

    /** Its number in the order in which they were stored. */
    long row();

    /**
     * A message.
     *
     * @param telegramId Telegram's id for it; 0 or less if it never was there
     * @param author the Telegram user id of who wrote it; of what a channel says, the channel's, in one form or another
     * @param date as it was written down, or empty
     * @param text as it was written down, or empty
     */
    record LegacyMessage(long row, long telegramId, long dialog, long author, String date, String text)
            implements LegacyRow {

        /** Whether it is known at Telegram; all others went or came straight over the network. */
        boolean byCloud() {
            return telegramId > 0;
        }
    }

    /** Something that cannot be a message. */
    record Unreadable(long row, LeftOut why) implements LegacyRow {}
}
