package io.chimera.p2p.transfer;

import io.chimera.p2p.secure.Deadlines;
import io.chimera.p2p.secure.NotProven;
import io.chimera.p2p.secure.SecureLine;
import io.chimera.p2p.wire.Frame;
import io.chimera.p2p.wire.FrameCodec;
import io.chimera.p2p.wire.FrameReader;
import io.chimera.p2p.wire.MalformedFrame;
import io.chimera.p2p.wire.Nonce;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/** Says hello on a connection whose ends have proved themselves, and hears the other side's. */
final class Introductions {

    /** The version of the protocol spoken here, which is the oldest one as well. */
    private static final int VERSION = 2;

    private final Self self;
    private final Deadlines deadlines;
    private final Duration patience;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Introductions(Self self, Deadlines deadlines, Duration patience, Clock clock) {
        this.self = self;
        this.deadlines = deadlines;
        this.patience = patience;
        this.clock = clock;
    }

    /** Who introduces themselves here. */
    Self self() {
        return self;
    }

    /**
     * Exchanges hellos; a connection on which that fails is closed.
     *
     * @param dialled whether it was opened from here
     * @throws NotProven if the other side says that it is somebody else than its certificate
     */
    Introduction over(SecureLine line, boolean dialled) throws IOException {
        try (var deadline = deadlines.after(patience, line)) {
            try {
                var ours = hello();
                line.out().write(FrameCodec.encode(ours));
                var in = new FrameReader(line.in());
                return new Introduction(line, in, ours, theirs(in, line), dialled);
            } catch (IOException | RuntimeException failed) {
                line.close();
                if (deadline.passed()) throw new SocketTimeoutException("it did not say hello in time");
                throw failed;
            }
        }
    }

    private Frame.Hello hello() {
        return new Frame.Hello(
                VERSION,
                VERSION,
                self.account().asContact(),
                self.instance(),
                Nonce.next(random),
                clock.instant(),
                self.port());
    }

    private static Frame.Hello theirs(FrameReader in, SecureLine line) throws IOException {
        var first = in.read().orElseThrow(() -> new EOFException("it hung up before it said hello"));
        if (!(first instanceof Frame.Hello theirs)) throw new MalformedFrame("something else before hello");
        if (theirs.oldest() > VERSION || theirs.version() < VERSION)
            throw new IOException("it speaks versions " + theirs.oldest() + " to " + theirs.version());
        if (!theirs.from().equals(line.peer())) throw new NotProven("it says it is somebody else than its certificate");
        return theirs;
    }
}
