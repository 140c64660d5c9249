package io.chimera.core.export;

/** Nothing can be written there. Its text says why, and what to do. */
public final class UnusablePlace extends Exception {
    UnusablePlace(String what) {
        super(what);
    }
}
