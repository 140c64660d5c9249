package io.chimera.p2p.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Writes a file's bytes as chunks: {@code u32 length · u64 offset · bytes · u32 CRC-32C of the bytes}
 * (docs/protocol/lan-v2.md §6). Each chunk leaves in one write. Used by one thread.
 */
public final class ChunkWriter {

    /** Bytes in a chunk: large enough for TLS to be fast, small enough to notice a cancellation at once. */
    public static final int CHUNK = 256 * 1024;

    static final int HEAD = Integer.BYTES + Long.BYTES;
    static final int TAIL = Integer.BYTES;

    private final OutputStream out;
    private final ByteBuffer chunk = ByteBuffer.allocate(HEAD + CHUNK + TAIL);

    public ChunkWriter(OutputStream out) {
        this.out = out;
    }

    /** Where the next chunk's bytes go: empty, with room for at most {@value #CHUNK}. Valid until {@link #send}. */
    public ByteBuffer room() {
        return chunk.clear().position(HEAD).limit(HEAD + CHUNK);
    }

    /**
     * Sends what was put into {@link #room}, at least one byte.
     *
     * @param offset where in the file these bytes stand
     */
    public void send(long offset) throws IOException {
        int length = chunk.position() - HEAD;
        var crc = new CRC32C();
        crc.update(chunk.array(), HEAD, length);
        chunk.limit(chunk.capacity()).putInt((int) crc.getValue());
        chunk.putInt(0, length).putLong(Integer.BYTES, offset);
        out.write(chunk.array(), 0, HEAD + length + TAIL);
    }
}
