package io.chimera.p2p.transfer;

import io.chimera.p2p.secure.MutualTls;
import io.chimera.p2p.secure.Protocol;
import io.chimera.p2p.secure.SecureLine;
import io.chimera.p2p.wire.Frame;
import io.chimera.p2p.wire.FrameCodec;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes connections in for one account: makes each prove who it is, and hands it on by what it speaks. */
final class LanServer implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(LanServer.class);

    /** More may come at once than can be taken in at once. */
    private static final int BACKLOG = 256;

    private static final Duration AFTER_A_FAULT = Duration.ofMillis(100);

    private static final Duration UNTIL_THE_PORT_IS_FREE = Duration.ofSeconds(5);

    /** A TLS record's head (RFC 8446 §5.1): type handshake, major version 3. */
    private static final int HEAD = 5;

    private static final int HANDSHAKE = 22;
    private static final int MAJOR_VERSION = 3;

    private final ServerSocket socket;
    private final Anteroom anteroom;
    private final MutualTls tls;
    private final Set<Protocol> spoken;
    private final Reception reception;
    private final Thread porter = Thread.ofVirtual().name("lan-server").unstarted(this::run);

    private LanServer(
            ServerSocket socket, Anteroom anteroom, MutualTls tls, Set<Protocol> spoken, Reception reception) {
        this.socket = socket;
        this.anteroom = anteroom;
        this.tls = tls;
        this.spoken = Set.copyOf(spoken);
        this.reception = reception;
    }

    /**
     * Takes the port, and then connections once {@link #start} is called.
     *
     * @throws IOException if the port is taken
     */
    static ServerSocket bind(InetSocketAddress at) throws IOException {
        var socket = new ServerSocket();
        try {
            socket.setReuseAddress(true); // a node that starts again must not wait for its old connections' echoes
            socket.bind(at, BACKLOG);
            return socket;
        } catch (IOException taken) {
            socket.close();
            throw new IOException(
                    "TCP port " + at.getPort() + " cannot be listened on (" + taken.getMessage()
                            + "): end the program that holds it, or set chimera.lan.port",
                    taken);
        }
    }

    /** Serves a bound socket from now on, on threads of its own. */
    static LanServer start(
            ServerSocket socket, Anteroom anteroom, MutualTls tls, Set<Protocol> spoken, Reception reception) {
        var server = new LanServer(socket, anteroom, tls, spoken, reception);
        server.porter.start();
        return server;
    }

    /** Takes no more connections in. The port is free behind it. */
    @Override
    public void close() throws IOException {
        socket.close();
        try {
            // Whoever waits in the socket still holds the port, and lets it go when it wakes up.
            if (!porter.join(UNTIL_THE_PORT_IS_FREE)) LOG.warn("The port {} is still held", socket.getLocalPort());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the port becomes free a moment later
        }
    }

    private void run() {
        while (!socket.isClosed()) {
            try {
                var accepted = socket.accept();
                var guest = anteroom.enter(accepted);
                Thread.ofVirtual().name("lan-guest").start(() -> receive(accepted, guest));
            } catch (IOException fault) {
                if (socket.isClosed()) return;
                LOG.warn("A connection could not be taken in: {}", fault.getMessage());
                LockSupport.parkNanos(AFTER_A_FAULT.toNanos());
            }
        }
    }

    private void receive(Socket accepted, Anteroom.Guest guest) {
        try (accepted;
                guest) {
            serve(prove(accepted, guest), guest);
        } catch (IOException failed) {
            LOG.debug("A connection was not taken in: {}", failed.getMessage());
        } catch (RuntimeException fault) {
            LOG.warn("A connection could not be served", fault);
        }
    }

    /** Looks at the first bytes before TLS does: what is not the beginning of a handshake costs nothing more. */
    private SecureLine prove(Socket accepted, Anteroom.Guest guest) throws IOException {
        accepted.setTcpNoDelay(true);
        accepted.setKeepAlive(true);
        var head = accepted.getInputStream().readNBytes(HEAD);
        if (head.length < HEAD || head[0] != HANDSHAKE || head[1] != MAJOR_VERSION)
            throw new IOException("it does not begin a TLS handshake");
        guest.speaks();
        return tls.accept(accepted, new ByteArrayInputStream(head), spoken);
    }

    private void serve(SecureLine line, Anteroom.Guest guest) throws IOException {
        switch (line.protocol()) {
            case CONTROL -> reception.control(line, guest::close);
            case BULK -> {
                if (!(FrameCodec.readExactly(line.in()) instanceof Frame.Bulk bulk))
                    throw new IOException("a bulk connection did not say what it is for");
                guest.close();
                reception.bulk(line, bulk);
            }
            case FIRST -> {
                guest.close();
                reception.first(line);
            }
        }
    }

    /** Who goes on with a connection that has proved itself. Each call returns when the connection may be closed. */
    interface Reception {
        /** @param introduced is run once the other side has said hello */
        void control(SecureLine line, Runnable introduced) throws IOException;

        void bulk(SecureLine line, Frame.Bulk bulk) throws IOException;

        void first(SecureLine line) throws IOException;
    }
}
