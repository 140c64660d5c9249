package io.chimera.p2p.wire;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Reads the chunks a {@link ChunkWriter} wrote. Holds one chunk of at most {@value Limits#LONGEST_CHUNK} bytes. */
public final class ChunkReader {

    private final DataInputStream in;
    private byte[] bytes = {};

    public ChunkReader(InputStream in) {
        this.in = new DataInputStream(in);
    }

    /**
     * The next chunk; waits for it.
     *
     * @throws MalformedFrame if its length is impossible or its checksum wrong
     * @throws java.io.EOFException if the stream ends
     */
    public Chunk read() throws IOException {
        int length = in.readInt();
        if (length <= 0 || length > Limits.LONGEST_CHUNK)
            throw new MalformedFrame("a chunk of " + Integer.toUnsignedString(length) + " bytes");
        long offset = in.readLong();
        if (bytes.length < length) bytes = new byte[length];
        in.readFully(bytes, 0, length);
        var crc = new CRC32C();
        crc.update(bytes, 0, length);
        if (in.readInt() != (int) crc.getValue()) throw new MalformedFrame("a chunk's checksum is wrong");
        return new Chunk(offset, ByteBuffer.wrap(bytes, 0, length));
    }

    /**
     * A piece of a file.
     *
     * @param bytes valid until the next one is read
     */
    public record Chunk(long offset, ByteBuffer bytes) {}
}
