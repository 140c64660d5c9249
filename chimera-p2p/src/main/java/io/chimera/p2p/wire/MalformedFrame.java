package io.chimera.p2p.wire;

import java.io.IOException;

/** The other side broke the protocol: what it sends cannot be read any further, and the connection must end. */
public final class MalformedFrame extends IOException {

    /** @param what is wrong, for logs; holds nothing of what was sent but numbers */
    public MalformedFrame(String what) {
        super(what);
    }
}
