package io.chimera.app.scene;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What goes over a computer's cable while this is open, packet by packet. */
final class Capture implements AutoCloseable {

    private final int socket;
    private final List<byte[]> packets = new CopyOnWriteArrayList<>();
    private final Thread reader;
    private volatile boolean over;

    Capture(Computer at, String end) throws IOException {
        socket = at.inside(() -> Kernel.listen(end));
        reader = Thread.ofPlatform().daemon().start(this::read);
    }

    private void read() {
        try {
            while (!over) {
                var packet = Kernel.receive(socket);
                if (packet.length > 0) packets.add(packet);
            }
        } catch (IOException closed) {
            // nothing more to see
        }
    }

    int packets() {
        return packets.size();
    }

    /** How many of the packets hold these words, in the clear. */
    long holding(byte[] words) {
        var sought = new String(words, ISO_8859_1);
        return packets.stream()
                .filter(packet -> new String(packet, ISO_8859_1).contains(sought))
                .count();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        over = true;
        reader.join();
        Kernel.close(socket);
    }
}
