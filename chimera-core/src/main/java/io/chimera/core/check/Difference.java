package io.chimera.core.check;

import io.chimera.core.arrival.Past;
import io.chimera.core.dialog.Body;
import io.chimera.core.message.MessageId;

/** Something in which a dialog here is not what the cloud has of it. */
public sealed interface Difference {

    /** Which kind it is, for counting. */
    enum Kind {
        /** The cloud has a message that is not here. */
        MISSING,
        /** A message is here that the cloud has no longer. */
        DELETED,
        /** A message says something else there. */
        WORDS,
        /** It is known there that a message was seen, and not here. */
        SEEN
    }

    Kind kind();

    /** It is not here. */
    record Missing(Past there) implements Difference {
        @Override
        public Kind kind() {
            return Kind.MISSING;
        }
    }

    /** It was deleted there. */
    record Deleted(MessageId message) implements Difference {
        @Override
        public Kind kind() {
            return Kind.DELETED;
        }
    }

    /** Its words are others there. */
    record Reworded(MessageId message, Body.Text here, Body.Text there) implements Difference {
        @Override
        public Kind kind() {
            return Kind.WORDS;
        }
    }

    /**
     * It was seen.
     *
     * @param mine whether it is this account's, so that the other side saw it; otherwise this account saw it elsewhere
     */
    record Seen(MessageId message, boolean mine) implements Difference {
        @Override
        public Kind kind() {
            return Kind.SEEN;
        }
    }
}
