package io.chimera.core.dialog;

import io.chimera.core.message.MessageId;
import java.util.Optional;

/**
 * A dialog as the list of dialogs shows it.
 *
 * @param last its newest message, if it has one
 * @param unread how many messages of others stand after the last one seen here
 * @param firstUnread the oldest of those, where reading should begin
 * @param draft what was typed and not sent; empty when there is nothing
 */
public record DialogSummary(
        Dialog dialog, Optional<Message> last, int unread, Optional<MessageId> firstUnread, String draft) {}
