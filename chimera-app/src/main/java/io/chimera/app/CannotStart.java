package io.chimera.app;

import java.io.Serial;

/** The node cannot start. Its message is for the person at the terminal: what happened and what to do. */
final class CannotStart extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    CannotStart(String message) {
        super(message);
    }
}
