package io.chimera.web.dialog;

import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.Message;
import io.chimera.core.message.MessageId;
import io.chimera.core.outbox.Dispatch;
import io.chimera.core.route.Decision;
import io.chimera.core.transfer.Progress;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * What must be known beside the messages to show them.
 *
 * @param names of those who write in a dialog of several
 * @param waiting what stands in the outbox, with what would be done with it now
 * @param moving whose files are on their way
 * @param pictures whose files are pictures that may be shown
 * @param answered what those answer that answer something which is here, by the answer
 */
record Surround(
        Dialog dialog,
        Instant now,
        Map<Author, String> names,
        Map<MessageId, Waiting> waiting,
        Map<MessageId, Progress> moving,
        Set<MessageId> pictures,
        Map<MessageId, Message> answered) {

    /** A message in the outbox. */
    record Waiting(Dispatch dispatch, Decision decision) {}

    boolean ofSeveral() {
        return dialog.peer().isEmpty();
    }
}
