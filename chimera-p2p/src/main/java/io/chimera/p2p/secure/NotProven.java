package io.chimera.p2p.secure;

import java.io.IOException;

/** Whoever is at the other end did not prove to be the contact it should be. */
public final class NotProven extends IOException {

    /** @param why for the person and the log; holds no names */
    public NotProven(String why) {
        super(why);
    }

    NotProven(String why, Throwable cause) {
        super(why, cause);
    }
}
