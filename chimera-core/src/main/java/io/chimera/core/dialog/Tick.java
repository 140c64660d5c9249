package io.chimera.core.dialog;

/** How far a message is, in one sign. */
public enum Tick {
    /** Stored here, not yet on its way to where it will stay. */
    QUEUED,
    /** It left: the cloud took it, or a neighbour that never acknowledges did. */
    SENT,
    /** It is on the other computer's disk. For a message that came in: on ours. */
    DELIVERED,
    /** The other side saw it. For a message that came in: we did. */
    READ,
    /** It will not travel; the reason says why. */
    FAILED
}
