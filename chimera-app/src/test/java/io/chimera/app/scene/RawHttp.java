package io.chimera.app.scene;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;

/** A request byte by byte, as no decent client would send it. */
final class RawHttp {

    private static final int PATIENCE_MILLIS = 20_000;

    private RawHttp() {}

    /**
     * The status a node answers with.
     *
     * @param head the request's lines without the last empty one, such as {@code GET / HTTP/1.1}
     */
    static int status(Node node, String body, String... head) throws IOException {
        var at = URI.create(node.address());
        try (var socket = new Socket(at.getHost(), at.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            var bytes = body.getBytes(UTF_8);
            var request =
                    String.join("\r\n", head) + "\r\nConnection: close\r\nContent-Length: " + bytes.length + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(UTF_8));
            socket.getOutputStream().write(bytes);
            var answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
            if (!answer.startsWith("HTTP/1.1 ")) throw new IOException("no HTTP but: " + answer);
            return Integer.parseInt(answer.substring(9, 12));
        }
    }
}
