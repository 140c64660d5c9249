package io.chimera.p2p.testing;

import io.chimera.core.contact.ContactId;
import io.chimera.core.identity.Credential;
import io.chimera.core.neighbour.InstanceId;
import io.chimera.p2p.secure.MutualTls;
import io.chimera.p2p.secure.Protocol;
import io.chimera.p2p.secure.SecureLine;
import io.chimera.p2p.wire.Frame;
import io.chimera.p2p.wire.FrameCodec;
import io.chimera.p2p.wire.FrameReader;
import io.chimera.p2p.wire.Nonce;
import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Random;

/** Somebody with a certificate of their own who does not keep to the rules. */
public final class RawPeer implements Closeable {

    private final SecureLine line;
    private final FrameReader in;

    private RawPeer(SecureLine line) throws IOException {
        this.line = line;
        this.in = new FrameReader(line.in());
    }

    /** Opens a connection to a node, and says nothing on it. */
    public static RawPeer dial(Credential as, LanNode node, Protocol protocol) throws IOException {
        var socket = new Socket();
        socket.connect(node.address(), 20_000);
        var tls = new MutualTls(() -> Optional.of(as), Doors.open(), Clock.systemUTC());
        var line = tls.dial(socket, node.resident().contact(), EnumSet.of(protocol));
        line.patience(60_000);
        return new RawPeer(line);
    }

    /** Opens a connection and exchanges hellos. */
    public static RawPeer introduced(Credential as, long person, LanNode node) throws IOException {
        var peer = dial(as, node, Protocol.CONTROL);
        peer.say(hello(person));
        if (!(peer.hear().orElseThrow() instanceof Frame.Hello)) throw new IOException("no hello came");
        return peer;
    }

    public static Frame.Hello hello(long person) {
        var random = new Random();
        return new Frame.Hello(
                2, 2, new ContactId(person), InstanceId.next(random), Nonce.next(random), Instant.now(), 1);
    }

    public void say(Frame frame) throws IOException {
        send(FrameCodec.encode(frame));
    }

    public void send(byte[] bytes) throws IOException {
        line.out().write(bytes);
    }

    /** The next frame; empty when the node has hung up. */
    public Optional<Frame> hear() throws IOException {
        return in.read();
    }

    /** Everything the node still says, until it hangs up; what was said last. */
    public Optional<Frame> hearTheLast() {
        Optional<Frame> last = Optional.empty();
        try {
            for (var next = hear(); next.isPresent(); next = hear()) last = next;
        } catch (IOException _) {
            // it hung up without ceremony
        }
        return last;
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}
