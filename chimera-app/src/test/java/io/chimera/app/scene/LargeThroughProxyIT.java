package io.chimera.app.scene;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** More than the identity proxy could hold goes through it, as it is. */
@Timeout(300)
class LargeThroughProxyIT {

    private static final long MIB = 1L << 20;
    private static final long UP = 1_024 * MIB;
    private static final long DOWN = (Tools.isLong() ? 1_024 : 256) * MIB;
    private static final long MAY_GROW = 64 * MIB;
    private static final int MESSAGES = 10_000;
    private static final String SIGN_IN =
            "Basic " + Base64.getEncoder().encodeToString("anna:velvet anchor thursday gravel".getBytes(UTF_8));

    @TempDir
    static Path folder;

    private static final Map<String, String> hashes = new ConcurrentHashMap<>();
    private static Node node;
    private static HttpServer site;

    @BeforeAll
    static void start() throws IOException {
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/up", LargeThroughProxyIT::take);
        site.createContext("/down", LargeThroughProxyIT::give);
        site.start();
        node = Node.start(
                "lab",
                folder.resolve("lab"),
                List.of(),
                "--chimera.lan.enabled=false",
                "--chimera.lab.people=1001",
                "--chimera.janus.proxy.allow=127.0.0.1");
    }

    @AfterAll
    static void end() {
        if (node != null) node.close();
        if (site != null) site.stop(0);
    }

    /** The same bytes each time. */
    private static byte[] block() {
        var block = new byte[1 << 16];
        new Random(4711).nextBytes(block);
        System.arraycopy("&a=%5Cp&\"\\\\p\"".getBytes(UTF_8), 0, block, 100, 12);
        return block;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String hashOf(long bytes) {
        var digest = sha256();
        var block = block();
        for (long sent = 0; sent < bytes; sent += block.length) digest.update(block);
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            hashes.put(exchange.getRequestURI().getPath(), read(exchange.getRequestBody(), Long.MAX_VALUE));
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private static void give(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, DOWN);
            write(exchange.getResponseBody(), DOWN);
        }
    }

    private static void write(OutputStream out, long bytes) throws IOException {
        var block = block();
        for (long sent = 0; sent < bytes; sent += block.length) out.write(block);
        out.flush();
    }

    private static String read(InputStream in, long bytes) throws IOException {
        var digest = sha256();
        var buffer = new byte[1 << 16];
        for (long left = bytes; left > 0; ) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) break;
            digest.update(buffer, 0, read);
            left -= read;
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static Socket proxy() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), JanusPorts.proxyOf(node));
    }

    private static String head(String method, String url, String lines) {
        return method + " " + url + " HTTP/1.1\r\nHost: x\r\nProxy-Authorization: " + SIGN_IN + "\r\n" + lines + "\r\n";
    }

    private static String readHead(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int one = in.read();
            if (one < 0) break;
            head.write(one);
        }
        return head.toString(ISO_8859_1);
    }

    private static String url(String path) {
        return "http://127.0.0.1:" + site.getAddress().getPort() + path;
    }

    private static void upload(String path, long bytes) throws IOException {
        try (var socket = proxy()) {
            var out = socket.getOutputStream();
            out.write(head(
                            "POST",
                            url(path),
                            "Content-Type: application/octet-stream\r\nContent-Length: " + bytes + "\r\n")
                    .getBytes(ISO_8859_1));
            write(out, bytes);
            assertThat(readHead(socket.getInputStream())).startsWith("HTTP/1.1 204");
        }
    }

    private static String download() throws IOException {
        try (var socket = proxy()) {
            socket.getOutputStream().write(head("GET", url("/down"), "").getBytes(ISO_8859_1));
            var in = new BufferedInputStream(socket.getInputStream());
            assertThat(readHead(in)).startsWith("HTTP/1.1 200").containsIgnoringCase("content-length: " + DOWN);
            return read(in, DOWN);
        }
    }

    private interface Transfer {
        void run() throws IOException;
    }

    /** The most that resident memory was above where it began. */
    private static long growthDuring(Transfer transfer) throws Exception {
        long before = node.residentMemory();
        var most = new AtomicLong(before);
        var watching = Thread.ofPlatform().daemon().start(() -> {
            while (!Thread.interrupted()) most.accumulateAndGet(node.residentMemory(), Math::max);
        });
        try {
            transfer.run();
        } finally {
            watching.interrupt();
            watching.join();
        }
        System.out.printf("resident %d MiB before, %d MiB at most%n", before / MIB, most.get() / MIB);
        return most.get() - before;
    }

    @Test
    void aGibibyteGoesUpAndMuchComesDownAndMemoryHardlyGrows() throws Exception {
        upload("/up/first", 64 * MIB); // the program's code becomes warm
        assertThat(hashes).containsEntry("/up/first", hashOf(64 * MIB));
        assertThat(growthDuring(() -> upload("/up/all", UP))).isLessThan(MAY_GROW);
        assertThat(hashes).containsEntry("/up/all", hashOf(UP));
        var down = new String[1];
        assertThat(growthDuring(() -> down[0] = download())).isLessThan(MAY_GROW);
        assertThat(down[0]).isEqualTo(hashOf(DOWN));
    }

    /** What is said over a WebSocket is passed on as it is, commands included. */
    @Test
    void aWebSocketEchoesTenThousandMessages() throws Exception {
        try (var door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> echo(door));
            try (var socket = proxy()) {
                socket.getOutputStream()
                        .write(head(
                                        "GET",
                                        "http://127.0.0.1:" + door.getLocalPort() + "/",
                                        "Connection: Upgrade\r\nUpgrade: websocket\r\n")
                                .getBytes(ISO_8859_1));
                var in = new BufferedInputStream(socket.getInputStream());
                assertThat(readHead(in)).startsWith("HTTP/1.1 101");
                var random = new Random(4711);
                for (int i = 0; i < MESSAGES; i++) {
                    var message = new byte[1 + random.nextInt(2_000)];
                    random.nextBytes(message);
                    if (message.length > 2) System.arraycopy("\\p".getBytes(UTF_8), 0, message, 0, 2);
                    socket.getOutputStream().write(message);
                    assertThat(in.readNBytes(message.length))
                            .as("message %d", i)
                            .isEqualTo(message);
                }
            }
        }
    }

    private static void echo(ServerSocket door) {
        try (var guest = door.accept()) {
            var in = new BufferedInputStream(guest.getInputStream());
            readHead(in);
            guest.getOutputStream()
                    .write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"
                            .getBytes(ISO_8859_1));
            var buffer = new byte[4_096];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer))
                guest.getOutputStream().write(buffer, 0, read);
        } catch (IOException over) {
            // the test is over
        }
    }
}
