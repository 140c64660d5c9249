package io.chimera.janus.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A site that speaks HTTP/2, writes down what came, and answers what a test wants. */
final class StreamSite implements AutoCloseable {

    /** How one request is answered, when all of it is there. */
    interface Manner {
        void answer(Connection connection, Seen seen) throws IOException;
    }

    record Seen(int stream, Map<String, String> head, String body) {}

    final List<Seen> seen = new CopyOnWriteArrayList<>();
    final List<Integer> resets = new CopyOnWriteArrayList<>();
    /** What a stream may have at first, as the proxy says it. */
    private static final int WINDOW = Windows.FROM_SITE;

    final AtomicInteger connections = new AtomicInteger();
    final AtomicInteger ended = new AtomicInteger();
    private final List<SSLSocket> guests = new CopyOnWriteArrayList<>();
    private final SSLServerSocket door;
    private final Manner manner;

    StreamSite(SSLContext tls, Manner manner) {
        this.manner = manner;
        try {
            door = (SSLServerSocket)
                    tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        var parameters = door.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        door.setSSLParameters(parameters);
        Thread.ofVirtual().start(this::take);
    }

    static StreamSite friendly(SSLContext tls) {
        return new StreamSite(tls, (connection, seen) -> connection.say(seen.stream, "ok"));
    }

    int port() {
        return door.getLocalPort();
    }

    private void take() {
        try {
            while (true) {
                var guest = (SSLSocket) door.accept();
                guests.add(guest);
                Thread.ofVirtual().start(() -> serve(guest));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(SSLSocket guest) {
        try (guest) {
            guest.setTcpNoDelay(true);
            guest.startHandshake();
            connections.incrementAndGet();
            new Connection(new Frames(guest)).serve();
        } catch (IOException gone) {
            // the proxy hung up
        } finally {
            ended.incrementAndGet();
        }
    }

    /** One client's connection. */
    final class Connection {

        final Frames frames;
        private final Map<Integer, Map<String, String>> heads = new HashMap<>();
        private final Map<Integer, ByteArrayOutputStream> bodies = new HashMap<>();
        private final Map<Integer, Integer> windows = new HashMap<>();

        Connection(Frames frames) {
            this.frames = frames;
        }

        void serve() throws IOException {
            frames.in().readNBytes(Frames.PREFACE.length());
            frames.write(Frames.SETTINGS, 0, 0, new byte[0]);
            while (true) take(frames.read());
        }

        private void take(Frames.Frame frame) throws IOException {
            switch (frame.type()) {
                case Frames.SETTINGS -> {
                    if (frame.flags() == 0) frames.write(Frames.SETTINGS, 1, 0, new byte[0]);
                }
                case Frames.HEADERS -> {
                    heads.putIfAbsent(frame.stream(), frames.decoded(frame));
                    bodies.putIfAbsent(frame.stream(), new ByteArrayOutputStream());
                }
                case Frames.DATA -> {
                    bodies.get(frame.stream()).writeBytes(frame.payload());
                    if (frame.payload().length > 0) {
                        frames.write(Frames.WINDOW_UPDATE, 0, 0, Frames.number(frame.payload().length));
                        if (!frame.ends())
                            frames.write(
                                    Frames.WINDOW_UPDATE, 0, frame.stream(), Frames.number(frame.payload().length));
                    }
                }
                case Frames.RST_STREAM -> resets.add(frame.number());
                case Frames.WINDOW_UPDATE -> widen(frame.stream(), frame.number());
                default -> {
                    // not for us
                }
            }
            if (frame.ends()) {
                var whole = new Seen(
                        frame.stream(),
                        heads.get(frame.stream()),
                        bodies.get(frame.stream()).toString(ISO_8859_1));
                seen.add(whole);
                Thread.ofVirtual().start(() -> {
                    try {
                        manner.answer(this, whole);
                    } catch (IOException gone) {
                        // the proxy hung up
                    }
                });
            }
        }

        private synchronized void widen(int stream, int by) {
            windows.merge(stream, by, Integer::sum);
            notifyAll();
        }

        private synchronized int claim(int stream, int wanted) throws IOException {
            try {
                while (true) {
                    int most = Math.min(
                            wanted,
                            Math.min(65_535 + windows.getOrDefault(0, 0), WINDOW + windows.getOrDefault(stream, 0)));
                    if (most > 0) {
                        windows.merge(0, -most, Integer::sum);
                        windows.merge(stream, -most, Integer::sum);
                        return most;
                    }
                    wait();
                }
            } catch (InterruptedException over) {
                throw new IOException(over);
            }
        }

        /** An answer of that many bytes, as fast as flow control lets it go. */
        void stream(int stream, int length, AtomicInteger gone) throws IOException {
            frames.head(stream, false, ":status", "200");
            for (int left = length; left > 0; ) {
                int now = claim(stream, Math.min(left, 16_384));
                left -= now;
                frames.write(Frames.DATA, left == 0 ? Frames.END_STREAM : 0, stream, new byte[now]);
                gone.addAndGet(now);
            }
        }

        void say(int stream, String body) throws IOException {
            frames.head(stream, false, ":status", "200", "content-length", String.valueOf(body.length()))
                    .data(stream, true, body);
        }
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
