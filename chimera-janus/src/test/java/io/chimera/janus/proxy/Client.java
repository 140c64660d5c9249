package io.chimera.janus.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A client that sends exactly the bytes it is given, and reads answers one at a time. */
final class Client implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;

    Client(int port) {
        try {
            socket = new Socket("127.0.0.1", port);
            socket.setSoTimeout(30_000);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Client(SSLSocket inside) throws IOException {
        socket = inside;
        in = new BufferedInputStream(inside.getInputStream());
    }

    /** Waits only a moment for answers from now on. */
    Client hurry() {
        try {
            socket.setSoTimeout(50);
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Asks for a tunnel as Anna; what was said of it. */
    Answer connect(String authority) {
        return send("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\nProxy-Authorization: "
                        + ProxyHouse.ANNA + "\r\n\r\n")
                .answer(true);
    }

    /**
     * Shakes hands over the tunnel, and checks who is at its other end.
     *
     * @param name whom it says it wants
     * @param versions of TLS; the usual ones if none is given
     */
    Client shakeHands(SSLContext tls, String name, String... versions) throws IOException {
        var over = (SSLSocket) tls.getSocketFactory().createSocket(socket, name, socket.getPort(), true);
        var parameters = over.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (versions.length > 0) parameters.setProtocols(versions);
        over.setSSLParameters(parameters);
        over.startHandshake();
        return new Client(over);
    }

    /** The same, offering one protocol by ALPN; for whoever speaks it. */
    SSLSocket shakeHandsSpeaking(SSLContext tls, String name, String protocol, String... versions) throws IOException {
        var over = (SSLSocket) tls.getSocketFactory().createSocket(socket, name, socket.getPort(), true);
        var parameters = over.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setApplicationProtocols(new String[] {protocol});
        if (versions.length > 0) parameters.setProtocols(versions);
        over.setSSLParameters(parameters);
        over.startHandshake();
        if (!over.getApplicationProtocol().equals(protocol)) throw new IOException("nobody speaks " + protocol);
        return over;
    }

    /** Who is at the other end. */
    X509Certificate peer() throws IOException {
        return (X509Certificate) ((SSLSocket) socket).getSession().getPeerCertificates()[0];
    }

    /** What came back; header names in lower case. */
    record Answer(int status, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    Client send(String bytes) {
        return send(bytes.getBytes(ISO_8859_1));
    }

    Client send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Asks for an address as Anna. {@code more}: header lines, each with its end. */
    Answer get(String url, String... more) {
        return send("GET " + url + " HTTP/1.1\r\nHost: x\r\nProxy-Authorization: " + ProxyHouse.ANNA + "\r\n"
                        + String.join("", more) + "\r\n")
                .answer();
    }

    Answer post(String url, String type, String body, String... more) {
        return send("POST " + url + " HTTP/1.1\r\nHost: x\r\nProxy-Authorization: " + ProxyHouse.ANNA
                        + "\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length() + "\r\n"
                        + String.join("", more) + "\r\n" + body)
                .answer();
    }

    Answer answer() {
        return answer(false);
    }

    /** @param toHead whether it is the answer to HEAD, or to CONNECT */
    Answer answer(boolean toHead) {
        try {
            var status = line();
            var headers = new LinkedHashMap<String, String>();
            for (var line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            int code = Integer.parseInt(status.split(" ")[1]);
            boolean none = toHead || code < 200 || code == 204 || code == 304;
            return new Answer(code, headers, none ? "" : body(headers));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private String body(Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
            var whole = new StringBuilder();
            for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
                whole.append(new String(in.readNBytes(size), ISO_8859_1));
                line();
            }
            line();
            return whole.toString();
        }
        var length = headers.get("content-length");
        return new String(length == null ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length)), ISO_8859_1);
    }

    String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int one = in.read(); one != '\n'; one = in.read()) {
            if (one < 0) throw new EOFException("the connection ended");
            if (one != '\r') line.write(one);
        }
        return line.toString(ISO_8859_1);
    }

    String exactly(int bytes) {
        try {
            return new String(in.readNBytes(bytes), ISO_8859_1);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Whether the other side hung up: at once after what was sent, or soon. */
    boolean isHungUp() {
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException waiting) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    /** An answer, if one comes before the connection ends. */
    Optional<Answer> perhaps() {
        try {
            return Optional.of(answer());
        } catch (UncheckedIOException ended) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException _) {
            // it is closed
        }
    }
}
