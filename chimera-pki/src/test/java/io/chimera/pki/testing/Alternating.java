package io.chimera.pki.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** One address with several servers behind it, which get connections by turns. */
public final class Alternating implements AutoCloseable {

    private final ServerSocket door = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final AtomicInteger turn = new AtomicInteger();
    private final List<URI> servers;

    public Alternating(List<URI> servers) throws IOException {
        this.servers = List.copyOf(servers);
        Thread.ofVirtual().start(this::serve);
    }

    /** The address. */
    public URI url() {
        return URI.create("https://127.0.0.1:" + door.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        door.close();
    }

    private void serve() {
        while (!door.isClosed()) {
            try {
                var caller = door.accept();
                var server = servers.get(turn.getAndIncrement() % servers.size());
                var callee = new Socket(server.getHost(), server.getPort());
                Thread.ofVirtual().start(() -> copy(caller, callee));
                Thread.ofVirtual().start(() -> copy(callee, caller));
            } catch (IOException e) {
                if (!door.isClosed()) throw new UncheckedIOException(e);
            }
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            // one end has closed; so does the other
        }
    }
}
