package io.chimera.core.twin;

import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Likeness;
import io.chimera.core.message.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port: the doubts of one account. */
public interface Doubts {

    /** What is doubted of a message. */
    Optional<Doubt> of(MessageId message);

    /**
     * The doubts about messages of a dialog that are not certain, oldest first.
     *
     * @param mine those about this account's own messages, or those about the others'
     * @param limit at most so many
     */
    List<Doubt> about(DialogId dialog, boolean mine, int limit);

    /** The dialogs in which there are doubts about this account's own messages. */
    List<DialogId> whereMine();

    /**
     * The oldest doubt that something which came from the cloud resolves.
     *
     * @param mine as in {@link #about}
     * @param date when the cloud got it
     */
    Optional<Doubt> resolvedBy(DialogId dialog, boolean mine, Likeness likeness, Instant date);

    /** The doubts as a change may alter them. */
    interface Editing extends Doubts {

        /** Keeps a doubt about a message that is here, in the place of an earlier one about it. */
        void keep(Doubt doubt);

        /** There is no doubt about a message any more. */
        void settle(MessageId message);

        /** Forgets the doubts whose time was over before a moment; what was on trial stays as it is. */
        void forget(Instant before);
    }
}
