package io.chimera.p2p.testing;

import io.chimera.core.identity.Credential;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * A first Chimera as docs/protocol/lan-v1.md describes it, written from that page alone: plain TLS sockets, no ALPN, time-outs
 * of two seconds, one read for a text.
 */
public final class FirstChimera implements Closeable {

    private static final String FILE_FOLLOWS = "klighxfrewsyhkbfa";
    private static final int PATIENCE = 2_000;

    private final SSLContext context;
    private final String version;
    private final SSLServerSocket server;
    private final Thread accepting;
    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final List<ReceivedFile> files = new CopyOnWriteArrayList<>();
    private final List<String> senders = new CopyOnWriteArrayList<>();

    /** @param version the only TLS version it speaks */
    public FirstChimera(Credential credential, String version) throws Exception {
        this.context = context(credential);
        this.version = version;
        this.server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        server.setNeedClientAuth(true);
        server.setEnabledProtocols(new String[] {version});
        this.accepting = Thread.ofVirtual().name("first-chimera").start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** The texts it has received. */
    public List<String> texts() {
        return List.copyOf(texts);
    }

    /** The files it has received. */
    public List<ReceivedFile> files() {
        return List.copyOf(files);
    }

    /** Whose certificates it saw, by common name. */
    public List<String> senders() {
        return List.copyOf(senders);
    }

    /** Sends a text: one write, then it hangs up. */
    public void sendText(InetSocketAddress to, byte[] text) throws IOException {
        try (var socket = dial(to)) {
            awaitPrompt(socket);
            socket.getOutputStream().write(text);
        }
    }

    public void sendText(InetSocketAddress to, String text) throws IOException {
        sendText(to, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a file; with an empty extension it sends nothing there, and waits. */
    public void sendFile(InetSocketAddress to, String extension, byte[] bytes) throws IOException {
        try (var socket = dial(to)) {
            awaitPrompt(socket);
            socket.getOutputStream().write(FILE_FOLLOWS.getBytes(StandardCharsets.US_ASCII));
            awaitPrompt(socket);
            if (!extension.isEmpty()) socket.getOutputStream().write(extension.getBytes(StandardCharsets.US_ASCII));
            awaitPrompt(socket);
            for (int at = 0; at < bytes.length; at += 4096)
                socket.getOutputStream().write(bytes, at, Math.min(4096, bytes.length - at));
        }
    }

    /** Opens a connection and hangs up without a word. */
    public void sendNothing(InetSocketAddress to) throws IOException {
        try (var socket = dial(to)) {
            awaitPrompt(socket);
        }
    }

    private SSLSocket dial(InetSocketAddress to) throws IOException {
        var socket = (SSLSocket) context.getSocketFactory().createSocket(to.getAddress(), to.getPort());
        socket.setEnabledProtocols(new String[] {version});
        socket.setSoTimeout(PATIENCE);
        return socket;
    }

    private static void awaitPrompt(SSLSocket socket) throws IOException {
        var prompt = new byte[3];
        int count = socket.getInputStream().readNBytes(prompt, 0, 3);
        if (count < 3 || !new String(prompt, StandardCharsets.US_ASCII).equals("???"))
            throw new IOException("no prompt came");
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = (SSLSocket) server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException _) {
                // closed
            }
        }
    }

    private void serve(SSLSocket socket) {
        try (socket) {
            socket.setSoTimeout(PATIENCE);
            socket.startHandshake();
            var peer = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            senders.add(peer.getSubjectX500Principal().getName().substring(3));
            prompt(socket);
            var said = new String(readOnce(socket, 1024), StandardCharsets.UTF_8);
            if (said.equals(FILE_FOLLOWS)) serveFile(socket);
            else if (!said.isEmpty()) texts.add(said);
        } catch (IOException _) {
            // one message less
        }
    }

    private void serveFile(SSLSocket socket) throws IOException {
        prompt(socket);
        String extension;
        try {
            extension = new String(readOnce(socket, 32), StandardCharsets.UTF_8);
        } catch (SocketTimeoutException _) {
            extension = "";
        }
        prompt(socket);
        var bytes = new ByteArrayOutputStream();
        socket.getInputStream().transferTo(bytes);
        files.add(new ReceivedFile(extension, bytes.toByteArray()));
    }

    private static void prompt(SSLSocket socket) throws IOException {
        socket.getOutputStream().write("???".getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] readOnce(SSLSocket socket, int most) throws IOException {
        var piece = new byte[most];
        int count = socket.getInputStream().read(piece);
        return Arrays.copyOf(piece, Math.max(count, 0));
    }

    private static SSLContext context(Credential credential) throws Exception {
        var own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry("own", credential.key(), new char[0], credential.chain().toArray(X509Certificate[]::new));
        var keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(own, new char[0]);
        var bundle = KeyStore.getInstance("PKCS12");
        bundle.load(null, null);
        for (var root : credential.anchors()) bundle.setCertificateEntry("root" + root.hashCode(), root);
        var trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(bundle);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    @Override
    public void close() throws IOException {
        server.close();
        try {
            accepting.join(); // until then it may take one more
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** A file it was sent. */
    public record ReceivedFile(String extension, byte[] bytes) {}
}
