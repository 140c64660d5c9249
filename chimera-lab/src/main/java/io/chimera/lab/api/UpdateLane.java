package io.chimera.lab.api;

/** Updates of one lane come in order; lanes come side by side, so that a large file does not hold up words. */
public enum UpdateLane {
    /** Everything that is taken in at once: words, marks, small files. */
    WORDS,
    /** Large files, and those a device could not take at once. */
    FILES
}
