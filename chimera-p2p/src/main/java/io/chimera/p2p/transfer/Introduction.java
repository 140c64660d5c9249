package io.chimera.p2p.transfer;

import io.chimera.core.contact.ContactId;
import io.chimera.p2p.secure.SecureLine;
import io.chimera.p2p.wire.Frame;
import io.chimera.p2p.wire.FrameReader;
import java.net.InetSocketAddress;

/**
 * A connection on which both sides have said hello.
 *
 * @param in what comes after the hello
 * @param dialled whether it was opened from here
 */
record Introduction(SecureLine line, FrameReader in, Frame.Hello ours, Frame.Hello theirs, boolean dialled) {

    /** Who is at the other end. */
    ContactId peer() {
        return line.peer();
    }

    /** The hello of whoever opened the connection. */
    Frame.Hello opener() {
        return dialled ? ours : theirs;
    }

    /** Where the other side takes connections in. */
    InetSocketAddress address() {
        return dialled ? line.remote() : new InetSocketAddress(line.remote().getAddress(), theirs.port());
    }
}
