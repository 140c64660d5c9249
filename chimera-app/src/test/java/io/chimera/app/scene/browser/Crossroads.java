package io.chimera.app.scene.browser;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Another proxy that stands for the whole Internet, so that sites have names and the usual ports: every tunnel leads to one
 * server, and every page without encryption is the same form.
 */
final class Crossroads implements AutoCloseable {

    private static final String PAGE = """
            <!doctype html><meta charset=utf-8><title>Site</title><link rel=icon href=data:,><h1>Site</h1>
            <form method=post action=/in><input name=member><input name=passphrase type=password><button>Go</button></form>
            """;

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int server;

    /** @param server the port on this computer that every tunnel leads to */
    Crossroads(int server) throws IOException {
        this.server = server;
        Thread.ofVirtual().start(this::take);
    }

    int port() {
        return door.getLocalPort();
    }

    private void take() {
        try {
            while (true) {
                var guest = door.accept();
                Thread.ofVirtual().start(() -> serve(guest));
            }
        } catch (IOException closed) {
            // the pictures are taken
        }
    }

    private void serve(Socket guest) {
        try (guest) {
            var head = head(guest.getInputStream());
            if (head.startsWith("CONNECT ")) tunnel(guest);
            else
                guest.getOutputStream()
                        .write(("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Length: "
                                        + PAGE.length() + "\r\n\r\n" + PAGE)
                                .getBytes(ISO_8859_1));
        } catch (IOException gone) {
            // either side hung up
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static String head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int one = in.read();
            if (one < 0) throw new EOFException("no request");
            head.write(one);
        }
        return head.toString(ISO_8859_1);
    }

    private void tunnel(Socket guest) throws IOException, InterruptedException {
        try (var far = new Socket(InetAddress.getLoopbackAddress(), server)) {
            guest.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(ISO_8859_1));
            var back = Thread.ofVirtual().start(() -> copy(far, guest));
            copy(guest, far);
            back.join();
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException gone) {
            // either side hung up
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
