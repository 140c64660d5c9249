package io.chimera.p2p.transfer;

import io.chimera.core.contact.ContactId;
import io.chimera.p2p.secure.NotProven;
import io.chimera.p2p.secure.SecureLine;
import io.chimera.p2p.wire.Frame;
import io.chimera.p2p.wire.FrameCodec;
import io.chimera.p2p.wire.FrameReader;
import io.chimera.p2p.wire.MalformedFrame;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * A connection on which both sides have said hello.
 *
 * @param in what comes after the hello
 * @param dialled whether it was opened from here
 */
record Introduction(SecureLine line, FrameReader in, Frame.Hello ours, Frame.Hello theirs, boolean dialled) {

    /** The version of the protocol spoken here, and the oldest one. */
    static final int VERSION = 2;

    /**
     * Says hello and hears it.
     *
     * @throws IOException if the other side speaks another version, or says it is not whom its certificate names
     */
    static Introduction over(SecureLine line, Frame.Hello ours, boolean dialled) throws IOException {
        line.out().write(FrameCodec.encode(ours));
        var in = new FrameReader(line.in());
        var first = in.read().orElseThrow(() -> new EOFException("it hung up before it said hello"));
        if (!(first instanceof Frame.Hello theirs)) throw new MalformedFrame("something else before hello");
        if (theirs.oldest() > VERSION || theirs.version() < VERSION)
            throw new IOException("it speaks versions " + theirs.oldest() + " to " + theirs.version());
        if (!theirs.from().equals(line.peer())) throw new NotProven("it says it is somebody else than its certificate");
        return new Introduction(line, in, ours, theirs, dialled);
    }

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
