package io.chimera.core.route;

import io.chimera.core.message.CloudMessageId;
import java.time.Instant;

/** How an attempt ended. */
public sealed interface Outcome {

    /** The dispatch leaves the outbox. */
    sealed interface Settled extends Outcome {}

    /** The dispatch stays and will be attempted again. */
    sealed interface Unsettled extends Outcome {

        /** What happened, for the person and the log: no names, no contents. */
        String why();
    }

    /** It is on the contact's disk: their receipt says so. */
    record Delivered(Instant at) implements Settled {}

    /** It left whole to a neighbour whose protocol has no receipt. */
    record Sent(Instant at) implements Settled {}

    /** The cloud took it and knows it by this id from now on. */
    record HandedOver(CloudMessageId message, Instant at) implements Settled {}

    /** It will never be taken: a "no" that trying again cannot change. */
    record Refused(String why) implements Settled {}

    /** Nothing can have arrived. */
    record Unreachable(String why) implements Unsettled {}

    /** Nothing can have arrived: who answered could not prove to be the contact. */
    record Unproven(String why) implements Unsettled {}

    /**
     * It may have arrived: bytes left here, no receipt came back.
     *
     * @param repeatable whether the same way recognises a second copy, so that asking again is harmless
     */
    record Unconfirmed(String why, boolean repeatable) implements Unsettled {}
}
