package io.chimera.lab.client;

import java.io.IOException;

/** The connection to the lab cloud failed. */
final class Broken extends IOException {

    private final boolean left;

    /** @param left whether the request may have left, so that it may have been done */
    Broken(String why, boolean left, Throwable cause) {
        super(why, cause);
        this.left = left;
    }

    /** Whether the request may have left, so that it may have been done. */
    boolean left() {
        return left;
    }
}
