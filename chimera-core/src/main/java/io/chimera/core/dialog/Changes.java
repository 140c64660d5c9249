package io.chimera.core.dialog;

import java.util.List;

/**
 * What changed in an account's dialogs since a revision the asker had seen.
 *
 * @param upTo everything up to here is in these changes; ask from here next time
 * @param messages in the order of their last change
 * @param dialogs those whose title, unread count, draft, marks or last message changed, or that are no more,
 *     without repeats
 * @param complete false when there was more than the asker's limit: ask again from {@code upTo}
 */
public record Changes(Revision upTo, List<Changed> messages, List<DialogId> dialogs, boolean complete) {
    public Changes {
        messages = List.copyOf(messages);
        dialogs = List.copyOf(dialogs);
    }

    /**
     * A message that is new or different.
     *
     * @param isNew whether it was appended since then, so that the asker cannot have seen it at all
     * @param isEarly whether it is one of those that {@linkplain Dialogs.Editing#prepend stand before} all that was
     *     appended: where it came from, many may have come
     */
    public record Changed(Message message, boolean isNew, boolean isEarly) {}
}
