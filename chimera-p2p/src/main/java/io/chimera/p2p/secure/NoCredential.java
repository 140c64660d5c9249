package io.chimera.p2p.secure;

import java.io.IOException;

/** This account has no certificate which is good now, so it cannot prove itself to anybody. */
public final class NoCredential extends IOException {

    /** @param why what is missing and what to do about it */
    public NoCredential(String why) {
        super(why);
    }
}
