package io.chimera.lab.server;

import com.sun.net.httpserver.HttpExchange;
import io.chimera.lab.api.LabJson;
import io.chimera.lab.api.Problem;
import java.io.IOException;
import java.io.InputStream;

/** What is answered to a request. */
sealed interface Answer {

    /** Sends it. */
    void to(HttpExchange exchange) throws IOException;

    /** It is done, and there is nothing to say. */
    static Answer done() {
        return new Empty();
    }

    /** It is done. */
    static Answer of(Object value) {
        return new Json(200, "application/json", LabJson.write(value));
    }

    /** It is not done. */
    static Answer of(Problem problem) {
        return new Json(problem.status(), Problem.MEDIA_TYPE, LabJson.write(problem));
    }

    /** Nothing but the status. */
    record Empty() implements Answer {
        @Override
        public void to(HttpExchange exchange) throws IOException {
            exchange.sendResponseHeaders(204, -1);
        }
    }

    /** A value. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never kept
    record Json(int status, String mediaType, byte[] body) implements Answer {
        @Override
        public void to(HttpExchange exchange) throws IOException {
            exchange.getResponseHeaders().set("Content-Type", mediaType);
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /**
     * A file's bytes.
     *
     * @param bytes closed when they are sent
     * @param sha256 of all of them, hexadecimal; sent as the entity's tag
     */
    record Bytes(InputStream bytes, long size, String sha256) implements Answer {

        private static final int BUFFER = 64 * 1024;

        @Override
        public void to(HttpExchange exchange) throws IOException {
            try (bytes) {
                exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
                exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
                exchange.getResponseHeaders().set("ETag", '"' + sha256 + '"');
                exchange.sendResponseHeaders(200, size == 0 ? -1 : size);
                var buffer = new byte[BUFFER];
                for (int n = bytes.read(buffer); n > 0; n = bytes.read(buffer)) {
                    exchange.getResponseBody().write(buffer, 0, n);
                }
            }
        }
    }
}
