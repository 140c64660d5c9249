package io.chimera.p2p.secure;

import io.chimera.core.contact.ContactId;
import io.chimera.core.identity.PeerIdentity;
import io.chimera.core.neighbour.Refusal;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A TLS connection whose both ends have proved who they are. */
public final class SecureLine implements Closeable {

    private final Socket plain;
    private final SSLSocket tls;
    private final Protocol protocol;
    private final PeerIdentity peer;
    private final List<X509Certificate> chain;
    private final Instant goodUntil;
    private volatile @Nullable Refusal refusal;

    SecureLine(
            Socket plain,
            SSLSocket tls,
            Protocol protocol,
            PeerIdentity peer,
            List<X509Certificate> chain,
            Instant goodUntil) {
        this.plain = plain;
        this.tls = tls;
        this.protocol = protocol;
        this.peer = peer;
        this.chain = chain;
        this.goodUntil = goodUntil;
    }

    /** What both agreed to speak. */
    public Protocol protocol() {
        return protocol;
    }

    /** Who is at the other end. */
    public ContactId peer() {
        return peer.contact();
    }

    /** What they proved. */
    PeerIdentity identity() {
        return peer;
    }

    /** What they proved it with, their own certificate first. */
    List<X509Certificate> chain() {
        return chain;
    }

    /** Why it was ended, if whoever is at the other end is not talked to any more. */
    public Optional<Refusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** Ends it at once, because whoever is at the other end is not talked to any more. */
    void refuse(Refusal why) throws IOException {
        refusal = why;
        close();
    }

    boolean isClosed() {
        return plain.isClosed();
    }

    /** When the first of the two proofs ends; the connection must not outlive it. */
    public Instant goodUntil() {
        return goodUntil;
    }

    /** The other end's address. */
    public InetSocketAddress remote() {
        return (InetSocketAddress) plain.getRemoteSocketAddress();
    }

    /** This end's address. */
    public SocketAddress local() {
        return plain.getLocalSocketAddress();
    }

    /** What comes. A read ends after {@link #patience} at the latest. */
    public InputStream in() throws IOException {
        return tls.getInputStream();
    }

    /** What goes. */
    public OutputStream out() throws IOException {
        return tls.getOutputStream();
    }

    /** How long one read waits before it throws {@link java.net.SocketTimeoutException}; 0 for ever. */
    public void patience(int millis) throws IOException {
        tls.setSoTimeout(millis);
    }

    /** Tells the other end that nothing more comes; what is on its way arrives. May block as any write may. */
    public void endOutput() throws IOException {
        tls.shutdownOutput();
    }

    /**
     * Ends it at once and without a word. The socket below is what is closed: closing the TLS socket would wait for a
     * write that is stuck.
     */
    @Override
    public void close() throws IOException {
        plain.close();
    }
}
