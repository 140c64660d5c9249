package io.chimera.pki.https;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTPS server (HTTP/1.1, TLS 1.2 and 1.3) over the JDK's own: one handler, every body read whole and within a limit
 * before the handler sees it, every exchange on a virtual thread and within a time.
 */
public final class SecureServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SecureServer.class);

    private static final int BACKLOG = 128;
    private static final int MOST_EXCHANGES = 512;
    private static final Duration LONGEST_EXCHANGE = Duration.ofSeconds(15);
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /** How long an exchange under way may take when the server closes. */
    private static final int LAST_SECOND = 1;

    private final HttpsServer server;
    private final Handler handler;
    private final int largestBody;

    private SecureServer(HttpsServer server, Handler handler, int largestBody) {
        this.server = server;
        this.handler = handler;
        this.largestBody = largestBody;
    }

    /**
     * How a server faces the network.
     *
     * @param name for thread names and logs
     * @param at port 0 takes any free one
     * @param asksForCertificate whether callers are asked for a certificate; they may decline, but a bad one ends the
     *     handshake
     * @param largestBody in bytes; a larger one is answered with 413
     */
    public record Facing(
            String name, InetSocketAddress at, SSLContext tls, boolean asksForCertificate, int largestBody) {}

    /**
     * Binds and serves.
     *
     * @throws IOException if the address cannot be bound; the message names it
     */
    public static SecureServer start(Facing facing, Handler handler) throws IOException {
        var server = bind(facing.at());
        server.setHttpsConfigurator(new Configurator(facing.tls(), facing.asksForCertificate()));
        server.setExecutor(new Exchanges(facing.name(), MOST_EXCHANGES, LONGEST_EXCHANGE));
        var started = new SecureServer(server, handler, facing.largestBody());
        server.createContext("/", started::serve);
        server.start();
        return started;
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Stops listening, and waits a second at most for exchanges under way. */
    @Override
    public void close() {
        server.stop(LAST_SECOND);
    }

    private static HttpsServer bind(InetSocketAddress at) throws IOException {
        try {
            return HttpsServer.create(at, BACKLOG);
        } catch (IOException e) {
            throw new IOException("cannot listen on " + at + ": " + e.getMessage(), e);
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, answer(exchange));
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readNBytes(largestBody + 1);
        if (body.length > largestBody) return handler.trouble(413).with("Connection", "close");
        try {
            return handler.answer(new Call(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI(),
                    Call.firsts(exchange.getRequestHeaders()),
                    Body.of(body),
                    client(exchange),
                    exchange.getRemoteAddress().getAddress()));
        } catch (RuntimeException e) {
            log.error("A request failed path={}", exchange.getRequestURI().getPath(), e);
            return handler.trouble(500);
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", answer.contentType());
        headers.set("Cache-Control", "no-store");
        answer.headers().forEach(headers::set);
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set("Content-Length", Integer.toString(answer.body().size()));
            exchange.sendResponseHeaders(answer.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(
                answer.status(), answer.body().size() == 0 ? -1 : answer.body().size());
        exchange.getResponseBody().write(answer.body().bytes());
    }

    private static Optional<X509Certificate> client(HttpExchange exchange) {
        try {
            var chain = ((HttpsExchange) exchange).getSSLSession().getPeerCertificates();
            return Optional.of((X509Certificate) chain[0]);
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty(); // it showed none
        }
    }

    private static final class Configurator extends HttpsConfigurator {
        private final boolean asksForCertificate;

        Configurator(SSLContext tls, boolean asksForCertificate) {
            super(tls);
            this.asksForCertificate = asksForCertificate;
        }

        @Override
        public void configure(HttpsParameters parameters) {
            var tls = getSSLContext().getDefaultSSLParameters();
            tls.setProtocols(PROTOCOLS);
            tls.setWantClientAuth(asksForCertificate);
            parameters.setSSLParameters(tls);
        }
    }
}
