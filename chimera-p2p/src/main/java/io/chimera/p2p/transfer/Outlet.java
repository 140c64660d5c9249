package io.chimera.p2p.transfer;

import io.chimera.p2p.secure.SecureLine;
import io.chimera.p2p.wire.Frame;
import io.chimera.p2p.wire.FrameCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Writes one connection's frames, in order, on a thread of its own, as many at once as are waiting. */
final class Outlet {

    /** More than ever waits while the other side reads; a side that does not read stops us here. */
    private static final int ROOM = 64;

    /** One TLS record: gathering more does not make it faster. */
    private static final int GATHERED = 16 * 1024;

    /** After the last frame; no frame is empty. */
    private static final byte[] END = {};

    /** How long the other side may take to hear our last words. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final SecureLine line;
    private final Duration patience;
    private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(ROOM);
    private final CountDownLatch readerGone = new CountDownLatch(1);
    private volatile boolean ended;
    private volatile long writingSince;

    Outlet(SecureLine line, Duration patience) {
        this.line = line;
        this.patience = patience;
    }

    /** Writes until ended; to be run on a thread of its own. */
    void run() {
        try (line) {
            while (true) {
                var next = waiting.take();
                if (next.length == 0) break;
                write(gather(next));
            }
            line.endOutput();
            // Closing before the other side has would throw away what it sends meanwhile, and our last words with it.
            var _ = readerGone.await(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException _) {
            ended = true; // whoever reads from the connection notices as well, and says so
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Puts frames where they will be written next to each other.
     *
     * @throws IOException if the connection has ended, or the other side has stopped reading; nothing of these frames
     *     was or will be written then
     */
    void put(List<? extends Frame> frames) throws IOException, InterruptedException {
        var bytes = new ByteArrayOutputStream();
        for (var frame : frames) bytes.writeBytes(FrameCodec.encode(frame));
        if (ended) throw new IOException("the connection has ended");
        if (!waiting.offer(bytes.toByteArray(), patience.toMillis(), TimeUnit.MILLISECONDS))
            throw new IOException("the other side has stopped reading");
    }

    /** Puts a frame where it will be written, unless there is no room for it or the connection has ended. */
    void offer(Frame frame) {
        if (!ended) waiting.offer(FrameCodec.encode(frame));
    }

    /** Writes these frames after those that wait, and then ends the connection. Returns at once. */
    void finish(List<? extends Frame> last) throws IOException {
        ended = true;
        boolean fits = last.stream().map(FrameCodec::encode).allMatch(waiting::offer) && waiting.offer(END);
        if (!fits) line.close();
    }

    /** Whether nothing more will be taken, though something may still be written. */
    boolean isFinishing() {
        return ended;
    }

    /** Nobody reads from the connection any more: there is no need to wait for the other side. */
    void readerIsGone() {
        readerGone.countDown();
    }

    /** Ends the writing thread of a connection that is no more. */
    void stop() {
        ended = true;
        waiting.clear();
        waiting.add(END);
    }

    /** Whether a write has been under way for longer than patience allows. */
    boolean isStuck(long now) {
        long since = writingSince;
        return since != 0 && now - since > patience.toNanos();
    }

    private byte[] gather(byte[] first) {
        if (first.length >= GATHERED || waiting.isEmpty()) return first;
        var gathered = new ByteArrayOutputStream(GATHERED);
        gathered.writeBytes(first);
        while (gathered.size() < GATHERED) {
            var next = waiting.peek();
            if (next == null || next.length == 0) break;
            gathered.writeBytes(next);
            waiting.remove();
        }
        return gathered.toByteArray();
    }

    private void write(byte[] bytes) throws IOException {
        writingSince = System.nanoTime() | 1; // never the 0 that means no write
        line.out().write(bytes);
        writingSince = 0;
    }
}
