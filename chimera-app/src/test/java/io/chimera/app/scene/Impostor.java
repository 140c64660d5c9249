package io.chimera.app.scene;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Somebody who waits at an address for what is meant for another, takes whatever comes, and counts it. */
final class Impostor implements AutoCloseable {

    private static final byte[] PROMPT = {'?', '?', '?'};
    private static final int PATIENCE_MILLIS = 3_000;

    private final ServerSocket door;
    private final AtomicInteger callers = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    Impostor(InetAddress at, int port, SSLContext shown) throws IOException {
        door = new ServerSocket();
        door.bind(new InetSocketAddress(at, port));
        Thread.ofVirtual().start(() -> {
            while (!door.isClosed()) {
                try (var caller = door.accept()) {
                    callers.incrementAndGet();
                    take(caller, shown);
                } catch (IOException turnedAway) {
                    // what it is here for
                }
            }
        });
    }

    /** As a first Chimera it asks first, so that nobody waits for it in vain. */
    private void take(Socket caller, SSLContext shown) throws IOException {
        caller.setSoTimeout(PATIENCE_MILLIS);
        try (var tls = (SSLSocket) shown.getSocketFactory().createSocket(caller, null, true)) {
            tls.setWantClientAuth(true);
            tls.startHandshake();
            tls.getOutputStream().write(PROMPT);
            var piece = new byte[8192];
            for (int count = tls.getInputStream().read(piece); count > 0; ) {
                bytes.addAndGet(count);
                count = tls.getInputStream().read(piece);
            }
        }
    }

    InetAddress address() {
        return door.getInetAddress();
    }

    /** How many connections were made to it. */
    int callers() {
        return callers.get();
    }

    /** How many bytes of application data it was given, in all. */
    long bytes() {
        return bytes.get();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
