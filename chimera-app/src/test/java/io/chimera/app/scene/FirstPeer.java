package io.chimera.app.scene;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.chimera.core.identity.Credential;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A first Chimera as others meet it on the wire, from plain sockets: docs/protocol/lan-v1.md. It has its port from the
 * start and answers once it has somebody's credential.
 */
final class FirstPeer implements AutoCloseable {

    private static final byte[] PROMPT = "???".getBytes(US_ASCII);
    private static final String FILE_FOLLOWS = "klighxfrewsyhkbfa";
    private static final int ONE_READ = 1024;
    private static final int LONGEST_EXTENSION = 32;
    private static final int PATIENCE_MILLIS = 10_000;

    private final ServerSocket door;
    private final List<Received> received = new CopyOnWriteArrayList<>();

    /** Takes any free port of an address; whoever comes waits until it answers. */
    FirstPeer(InetAddress at) throws IOException {
        door = new ServerSocket(0, 10, at);
    }

    /**
     * Something it was brought.
     *
     * @param extension with its dot, of a file; empty for a text and for a file without one
     * @param protocol of TLS
     */
    record Received(boolean isFile, String extension, byte[] bytes, String protocol) {
        String text() {
            return new String(bytes, UTF_8);
        }
    }

    int port() {
        return door.getLocalPort();
    }

    List<Received> received() {
        return received;
    }

    /** Answers from now on, as the holder of this credential. */
    void answerAs(Credential credential, String... protocols) {
        var context = Shown.context(credential);
        Thread.ofVirtual().start(() -> {
            while (!door.isClosed()) {
                try (var guest = door.accept()) {
                    received.add(serve(guest, context, protocols));
                } catch (IOException over) {
                    // as the first Chimera: one broken connection is nothing to it
                }
            }
        });
    }

    private static Received serve(Socket guest, SSLContext context, String... protocols) throws IOException {
        guest.setSoTimeout(PATIENCE_MILLIS);
        try (var tls = (SSLSocket) context.getSocketFactory().createSocket(guest, null, true)) {
            tls.setNeedClientAuth(true);
            tls.setEnabledProtocols(protocols);
            tls.getOutputStream().write(PROMPT);
            var said = readOnce(tls.getInputStream(), ONE_READ);
            var protocol = tls.getSession().getProtocol();
            if (!new String(said, UTF_8).equals(FILE_FOLLOWS)) return new Received(false, "", said, protocol);
            tls.getOutputStream().write(PROMPT);
            var extension = extension(tls);
            tls.getOutputStream().write(PROMPT);
            return new Received(true, extension, tls.getInputStream().readAllBytes(), protocol);
        }
    }

    private static String extension(SSLSocket tls) throws IOException {
        tls.setSoTimeout(2_000);
        try {
            return new String(readOnce(tls.getInputStream(), LONGEST_EXTENSION), US_ASCII);
        } catch (SocketTimeoutException _) {
            return "";
        } finally {
            tls.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    private static byte[] readOnce(InputStream in, int most) throws IOException {
        var piece = new byte[most];
        return Arrays.copyOf(piece, Math.max(0, in.read(piece)));
    }

    /** Brings a text to a node: one write, and then it hangs up. */
    static void bringText(InetSocketAddress node, Credential credential, String text, String... protocols)
            throws IOException {
        try (var tls = Shown.dial(node, credential, protocols)) {
            awaitPrompt(tls);
            tls.getOutputStream().write(text.getBytes(UTF_8));
        }
    }

    /** Brings a file to a node. */
    static void bringFile(
            InetSocketAddress node, Credential credential, String extension, byte[] bytes, String... protocols)
            throws IOException {
        try (var tls = Shown.dial(node, credential, protocols)) {
            awaitPrompt(tls);
            tls.getOutputStream().write(FILE_FOLLOWS.getBytes(US_ASCII));
            awaitPrompt(tls);
            tls.getOutputStream().write(extension.getBytes(US_ASCII));
            awaitPrompt(tls);
            tls.getOutputStream().write(bytes);
        }
    }

    private static void awaitPrompt(SSLSocket tls) throws IOException {
        tls.setSoTimeout(PATIENCE_MILLIS);
        var said = new ByteArrayOutputStream();
        said.write(tls.getInputStream().readNBytes(PROMPT.length));
        if (!Arrays.equals(said.toByteArray(), PROMPT)) throw new IOException("no prompt but: " + said);
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
