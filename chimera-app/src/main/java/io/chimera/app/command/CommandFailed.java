package io.chimera.app.command;

import java.io.Serial;

/** A verb did not do its work. Its message is the whole answer: what happened, why, what to do. */
final class CommandFailed extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    CommandFailed(String message) {
        super(message);
    }
}
