package io.chimera.core.arrival;

/** What became of an arrival. It is given only once it is durable: a receipt is a promise. */
public sealed interface Receipt {

    /** It is stored. */
    record Stored() implements Receipt {}

    /** It was stored before; nothing changed. */
    record Known() implements Receipt {}

    /** It was not taken and never will be. */
    record Rejected(Why why) implements Receipt {}

    /** Why something is not taken. */
    enum Why {
        /** Its id belongs to another message. */
        ID_TAKEN,
        /** It belongs into a group or a channel that is not here, or not any more. */
        NO_SUCH_DIALOG,
        /** The message it is about is not here, or not its author's. */
        NO_SUCH_MESSAGE,
        /** Files are taken only from people this account knows. */
        STRANGER,
        /** The file is larger than this account takes. */
        TOO_LARGE,
        /** There is no room for it on this disk. Worth trying again later. */
        NO_ROOM
    }
}
