package io.chimera.core.outbox;

import io.chimera.core.dialog.DialogId;

/**
 * Parcels of one lane travel in order, one batch at a time; lanes travel side by side. A dialog has two, so that a large
 * file does not hold up the words written after it.
 */
public record Lane(DialogId dialog, Kind kind) {

    /** What travels in it. */
    public enum Kind {
        WORDS,
        FILES
    }
}
