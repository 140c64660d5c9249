package io.chimera.janus.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** A site that writes down every request as it came, and answers what a test wants. */
final class TestSite implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *([0-9]+)");

    /** How one request is answered. */
    interface Manner {
        void answer(Seen seen, InputStream in, OutputStream out) throws IOException;
    }

    private static final Manner FRIENDLY =
            (_, _, out) -> out.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(ISO_8859_1));

    /** A request: its head with all lines, and its body without chunks. */
    record Seen(String head, String body) {
        String header(String name) {
            return head.lines()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }

        String target() {
            return head.split(" ")[1];
        }
    }

    final List<Seen> seen = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();
    private final ServerSocket door;
    private final List<Socket> guests = new CopyOnWriteArrayList<>();
    private final Manner manner;

    private TestSite(Manner manner, ServerSocketFactory doors) {
        this.manner = manner;
        try {
            door = doors.createServerSocket(0, 500, InetAddress.getByName("127.0.0.1"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private TestSite open() {
        Thread.ofVirtual().start(this::take);
        return this;
    }

    /** One that answers 200 with «ok» and keeps the connection. */
    static TestSite friendly() {
        return that(FRIENDLY);
    }

    static TestSite saying(String answer) {
        return that((_, _, out) -> out.write(answer.getBytes(ISO_8859_1)));
    }

    static TestSite that(Manner manner) {
        return new TestSite(manner, ServerSocketFactory.getDefault()).open();
    }

    /** One over TLS. */
    static TestSite secure(SSLContext tls, Manner manner) {
        return new TestSite(manner, tls.getServerSocketFactory()).open();
    }

    /** A friendly one over TLS. */
    static TestSite secure(SSLContext tls) {
        return secure(tls, FRIENDLY);
    }

    /** One over TLS that wants to know who its clients are: it asks them, or insists. */
    static TestSite curious(SSLContext tls, boolean insists) {
        var site = new TestSite(FRIENDLY, tls.getServerSocketFactory());
        if (site.door instanceof SSLServerSocket secure) {
            if (insists) secure.setNeedClientAuth(true);
            else secure.setWantClientAuth(true);
        }
        return site.open();
    }

    int port() {
        return door.getLocalPort();
    }

    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    Seen last() {
        return seen.getLast();
    }

    private void take() {
        try {
            while (true) {
                var guest = door.accept();
                connections.incrementAndGet();
                guests.add(guest);
                Thread.ofVirtual().start(() -> serve(guest));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(Socket guest) {
        try (guest) {
            var in = new BufferedInputStream(guest.getInputStream(), 64 * 1024);
            while (true) {
                var head = head(in);
                if (head.isEmpty()) return;
                boolean wait = head.toLowerCase(Locale.ROOT).contains("x-site: does not read");
                var request = new Seen(head, wait ? "" : body(head, in));
                seen.add(request);
                manner.answer(request, in, guest.getOutputStream());
                guest.getOutputStream().flush();
            }
        } catch (IOException gone) {
            // the proxy hung up
        }
    }

    static String head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        int ends = 0;
        while (ends < 4) {
            int one = in.read();
            if (one < 0) return "";
            head.write(one);
            ends = one == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : one == '\r' ? 1 : 0;
        }
        return head.toString(ISO_8859_1);
    }

    private static String body(String head, InputStream in) throws IOException {
        if (head.toLowerCase(Locale.ROOT).contains("\r\ntransfer-encoding: chunked")) {
            var body = new StringBuilder();
            for (int size = size(in); size > 0; size = size(in)) {
                body.append(new String(in.readNBytes(size), ISO_8859_1));
                in.readNBytes(2);
            }
            in.readNBytes(2);
            return body.toString();
        }
        var length = LENGTH.matcher(head);
        if (!length.find()) return "";
        int wanted = Integer.parseInt(length.group(1));
        var body = in.readNBytes(wanted);
        if (body.length < wanted) throw new IOException("a request that was broken off is none");
        return new String(body, ISO_8859_1);
    }

    private static int size(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int one = in.read(); one != '\n' && one >= 0; one = in.read()) line.append((char) one);
        return Integer.parseInt(line.toString().strip(), 16);
    }

    @Override
    public void close() {
        try {
            door.close();
            for (var guest : guests) guest.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
