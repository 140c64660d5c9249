package io.chimera.pki.https;

import java.io.IOException;

/** A server did not reply, or not as itself. */
public final class NoReply extends IOException {

    private final Why why;

    NoReply(Why why, String what, Throwable cause) {
        super(what, cause);
        this.why = why;
    }

    /** What kind of silence it is. */
    public Why why() {
        return why;
    }

    /** The kinds that call for different next steps. */
    public enum Why {
        /** Nobody answered in time, or the connection broke. The request may have been carried out. */
        SILENT,
        /** Somebody answered who does not prove to be the one that was called, or who does not accept our proof. */
        STRANGER,
        /** A certificate is not good yet or no longer, by this computer's clock. */
        CLOCK
    }
}
