package io.chimera.web.failure;

/** It cannot be stopped any more: it has set off, or is there. */
public final class TooLate extends RuntimeException {

    public TooLate() {
        super("it cannot be stopped any more", null, false, false);
    }
}
