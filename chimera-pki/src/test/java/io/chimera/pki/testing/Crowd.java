package io.chimera.pki.testing;

import io.chimera.core.account.AccountId;
import io.chimera.pki.https.Body;
import io.chimera.pki.https.Json;
import io.chimera.pki.https.PinnedTrust;
import io.chimera.pki.x509.Keys;
import io.chimera.pki.x509.SigningRequest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Many people, each at a computer of their own: each speaks on a new connection with a handshake of its own. */
public final class Crowd implements AutoCloseable {

    private static final int PATIENCE = 15_000;

    private final KeyPair key = Keys.make();
    private final PinnedTrust trust;
    private final Map<Long, CompletableFuture<String>> codes = new ConcurrentHashMap<>();
    private final Thread reader;

    /** @param codes the file codes arrive in */
    public Crowd(X509Certificate root, Path codes) {
        this.trust = new PinnedTrust(root, Clock.systemUTC());
        this.reader = Thread.ofPlatform().daemon().start(() -> follow(codes));
    }

    /** What came of a request. */
    public record Answer(int status, String body) {
        /** A field of its JSON. */
        public String field(String name) {
            try {
                return String.valueOf(Json.read(Body.of(body), Map.class).get(name));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A connection to a provider. */
    public final class Line implements AutoCloseable {
        private final SSLSocket socket;
        private final InputStream in;

        private Line(URI provider, InetAddress from) throws IOException {
            SSLContext fresh = trust.context(); // nothing is resumed
            socket = (SSLSocket) fresh.getSocketFactory().createSocket();
            socket.bind(new InetSocketAddress(from, 0));
            socket.connect(new InetSocketAddress(provider.getHost(), provider.getPort()), PATIENCE);
            socket.setSoTimeout(PATIENCE);
            var parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            in = new BufferedInputStream(socket.getInputStream());
        }

        /** Asks for a code. */
        public Answer ask(long person, SigningRequest request) throws IOException {
            return post(
                    "/v1/challenges",
                    Map.of("telegramId", Long.toString(person), "csr", request.pem(), "deviceName", "Laptop"));
        }

        /** Hands a code in. */
        public Answer verify(String challenge, String code) throws IOException {
            return post("/v1/challenges/" + challenge + "/verify", Map.of("code", code));
        }

        private Answer post(String path, Object json) throws IOException {
            var body = Json.write(json);
            var head =
                    "POST " + path + " HTTP/1.1\r\nHost: provider\r\nContent-Type: application/json\r\nContent-Length: "
                            + body.length + "\r\n\r\n";
            var out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.write(body);
            out.flush();
            var status = line();
            var length = 0;
            for (var header = line(); !header.isEmpty(); header = line()) {
                if (header.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
                    length = Integer.parseInt(header.substring(15).strip());
                }
            }
            var told = in.readNBytes(length);
            if (told.length < length) throw new IOException("the answer broke off");
            return new Answer(Integer.parseInt(status.substring(9, 12)), new String(told, StandardCharsets.UTF_8));
        }

        private String line() throws IOException {
            var line = new StringBuilder();
            for (var b = in.read(); b != '\n'; b = in.read()) {
                if (b < 0) throw new IOException("the connection was closed");
                if (b != '\r') line.append((char) b);
            }
            return line.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** Connects to a provider. */
    public Line connect(URI provider) throws IOException {
        return new Line(provider, InetAddress.getLoopbackAddress());
    }

    /** Connects to a provider from an address of this person's own: on Linux all of 127.0.0.0/8 is this computer. */
    public Line connect(URI provider, int person) throws IOException {
        var own = new byte[] {
            127, (byte) (1 + (person >> 14) % 250), (byte) (person >> 7 & 127), (byte) (1 + person % 128)
        };
        return new Line(provider, InetAddress.getByAddress(own));
    }

    /** What a person's computer wants certified. */
    public SigningRequest request(long person) {
        return SigningRequest.make(key, new AccountId(person).toString());
    }

    /** The first code of a person, as soon as it has arrived. */
    public String code(long person) throws IOException {
        try {
            return expected(person).get(PATIENCE, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } catch (Exception e) {
            throw new IOException("no code for " + person, e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        reader.interrupt();
        reader.join();
    }

    private CompletableFuture<String> expected(long person) {
        return codes.computeIfAbsent(person, _ -> new CompletableFuture<>());
    }

    private void follow(Path file) {
        var line = new StringBuilder();
        try {
            while (!Files.exists(file)) {
                if (Thread.interrupted()) return;
                LockSupport.parkNanos(1_000_000);
            }
            try (var in = Files.newInputStream(file)) {
                var buffer = new byte[8192];
                while (!Thread.interrupted()) {
                    var read = in.read(buffer);
                    if (read <= 0) LockSupport.parkNanos(1_000_000);
                    for (var i = 0; i < read; i++) {
                        if (buffer[i] != '\n') line.append((char) buffer[i]);
                        else arrived(line);
                    }
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void arrived(StringBuilder line) {
        var parts = line.toString().split(" ", 2);
        line.setLength(0);
        expected(Long.parseLong(parts[0])).complete(parts[1]);
    }
}
