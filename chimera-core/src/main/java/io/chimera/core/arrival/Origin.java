package io.chimera.core.arrival;

import io.chimera.core.message.CloudMessageId;
import io.chimera.core.message.MessageId;
import io.chimera.core.route.Way;

/** Which way something came, with the id a message has on that way. */
public sealed interface Origin {

    /** The way. */
    Way way();

    /**
     * From a neighbour, under its sender's id.
     *
     * @param receipted whether the sender is told that it came; the first Chimera is not, and cannot be asked either
     */
    record Lan(MessageId id, boolean receipted) implements Origin {

        /** From a neighbour who is told that it came. */
        public Lan(MessageId id) {
            this(id, true);
        }

        @Override
        public Way way() {
            return Way.LAN;
        }
    }

    /** From the cloud, under the cloud's id. */
    record Cloud(CloudMessageId id) implements Origin {
        @Override
        public Way way() {
            return Way.CLOUD;
        }
    }
}
