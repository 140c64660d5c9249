package io.chimera.pki.acme;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers http-01: one page with one text, and nothing else. */
final class HttpStand implements Stand {

    private static final String FOLDER = "/.well-known/acme-challenge/";
    private static final int BACKLOG = 16;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private HttpStand(HttpServer server) {
        this.server = server;
    }

    /** @param text not secret: whoever knows the token may read it */
    static HttpStand start(InetSocketAddress at, String token, String text) throws IOException {
        var stand = new HttpStand(HttpServer.create(at, BACKLOG));
        stand.server.setExecutor(stand.threads);
        stand.server.createContext("/", exchange -> answer(exchange, token, text));
        stand.server.start();
        return stand;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static void answer(HttpExchange exchange, String token, String text) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals(FOLDER + token)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            var body = text.getBytes(StandardCharsets.US_ASCII);
            exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
