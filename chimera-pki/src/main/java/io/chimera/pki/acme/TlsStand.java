package io.chimera.pki.acme;

import io.chimera.pki.https.ShownCertificate;
import io.chimera.pki.x509.KeyAndChain;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers tls-alpn-01: a handshake for the protocol {@code acme-tls/1}, and not a byte after it (RFC 8737 §3). */
final class TlsStand implements Stand {

    private static final Logger log = LoggerFactory.getLogger(TlsStand.class);

    private static final String PROTOCOL = "acme-tls/1";
    private static final int BACKLOG = 16;
    private static final Duration A_HANDSHAKE = Duration.ofSeconds(5);
    private static final Duration UNTIL_THE_PORT_IS_FREE = Duration.ofSeconds(5);

    /** The authority comes once or a few times, and nobody else has business here. */
    private static final int MOST_AT_ONCE = 16;

    private final SSLServerSocket socket;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final Thread porter = Thread.ofVirtual().name("acme-tls-alpn").unstarted(this::serve);

    private TlsStand(SSLServerSocket socket) {
        this.socket = socket;
    }

    static TlsStand start(InetSocketAddress at, KeyAndChain shown) throws IOException {
        var context = new ShownCertificate(() -> shown).context();
        var socket = (SSLServerSocket) context.getServerSocketFactory().createServerSocket();
        try {
            var parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {PROTOCOL});
            socket.setSSLParameters(parameters);
            socket.bind(at, BACKLOG);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        var stand = new TlsStand(socket);
        stand.porter.start();
        return stand;
    }

    /** The port is free behind it: whoever asked for the certificate may want to serve there at once. */
    @Override
    public void close() throws IOException {
        socket.close();
        try {
            // Whoever waits in the socket still holds the port, and lets it go when it wakes up.
            if (!porter.join(UNTIL_THE_PORT_IS_FREE))
                log.warn("The port {} of a challenge is still held", socket.getLocalPort());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the port becomes free a moment later
        }
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                var caller = (SSLSocket) socket.accept();
                if (places.tryAcquire())
                    Thread.ofVirtual().name("acme-handshake").start(() -> answer(caller));
                else caller.close();
            } catch (IOException e) {
                if (!socket.isClosed()) log.debug("A caller of a challenge went away: {}", e.getMessage());
            }
        }
    }

    private void answer(SSLSocket caller) {
        try (caller) {
            caller.setSoTimeout((int) A_HANDSHAKE.toMillis());
            caller.startHandshake();
        } catch (IOException e) {
            log.debug("A handshake for a challenge failed: {}", e.getMessage());
        } finally {
            places.release();
        }
    }
}
