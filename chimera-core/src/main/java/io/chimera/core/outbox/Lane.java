package io.chimera.core.outbox;

import io.chimera.core.dialog.DialogId;

/**
 * Dispatches of one lane travel in order, one batch at a time; lanes travel side by side. A dialog has several, so that a
 * large file does not hold up the words written after it, and an errand that waits for one way does not hold up what
 * may take another.
 */
public record Lane(DialogId dialog, Kind kind) {

    /** What travels in it. */
    public enum Kind {
        /** New messages of words. */
        WORDS,
        /** New messages with a file. */
        FILES,
        /** Edits, deletions and marks about messages that took the LAN. */
        LAN_ERRANDS,
        /** The same about messages that took the cloud. */
        CLOUD_ERRANDS
    }
}
