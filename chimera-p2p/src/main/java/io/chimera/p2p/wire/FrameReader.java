package io.chimera.p2p.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Takes frames off a stream, one after the other. Holds at most one frame of the longest. Used by one thread. */
public final class FrameReader {

    /** A TLS record's worth: what arrives together is read together. */
    private static final int ONE_RECORD = 16 * 1024;

    private final InputStream in;
    private byte[] buffer = new byte[ONE_RECORD];
    private int from;
    private int to;

    public FrameReader(InputStream in) {
        this.in = in;
    }

    /**
     * The next frame; waits for it. Empty at a clean end of the stream.
     *
     * @throws MalformedFrame if what comes is no frame, or the stream ends inside one
     */
    public Optional<Frame> read() throws IOException {
        if (!fill(FrameCodec.LENGTH_BYTES)) return Optional.empty();
        int length = FrameCodec.checkedLength(announced());
        if (!fill(FrameCodec.LENGTH_BYTES + length)) throw new MalformedFrame("ended inside a frame");
        int start = from + FrameCodec.LENGTH_BYTES;
        from = start + length;
        return Optional.of(FrameCodec.decode(buffer, start, from));
    }

    /** Whether the next frame is here in full, so that reading it does not wait. */
    public boolean hasNext() {
        if (to - from < FrameCodec.LENGTH_BYTES) return false;
        return to - from - FrameCodec.LENGTH_BYTES >= announced();
    }

    private int announced() {
        return ByteBuffer.wrap(buffer, from, FrameCodec.LENGTH_BYTES).getInt();
    }

    /** Reads on until so many bytes are here; false if the stream ends before the first of them. */
    private boolean fill(int wanted) throws IOException {
        if (buffer.length - from < wanted) makeRoom(wanted);
        while (to - from < wanted) {
            int count = in.read(buffer, to, buffer.length - to);
            if (count < 0) {
                if (from == to) return false;
                throw new MalformedFrame("ended inside a frame");
            }
            to += count;
        }
        return true;
    }

    private void makeRoom(int wanted) {
        var roomy = wanted <= buffer.length ? buffer : new byte[FrameCodec.LENGTH_BYTES + Limits.LONGEST_FRAME];
        System.arraycopy(buffer, from, roomy, 0, to - from);
        buffer = roomy;
        to -= from;
        from = 0;
    }
}
