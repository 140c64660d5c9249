package io.chimera.telegram.fake.tl;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A cursor over TL's bytes: little-endian numbers, and strings filled up to four bytes. */
public final class TlReader {

    private final ByteBuffer bytes;

    public TlReader(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    public int left() {
        return bytes.remaining();
    }

    public int readInt() throws MalformedTl {
        need(Integer.BYTES);
        return bytes.getInt();
    }

    /** The next number, which stays where it is. */
    public int peekInt() throws MalformedTl {
        need(Integer.BYTES);
        return bytes.getInt(bytes.position());
    }

    public long readLong() throws MalformedTl {
        need(Long.BYTES);
        return bytes.getLong();
    }

    public double readDouble() throws MalformedTl {
        need(Double.BYTES);
        return bytes.getDouble();
    }

    public byte[] readRaw(int length) throws MalformedTl {
        need(length);
        var read = new byte[length];
        bytes.get(read);
        return read;
    }

    public byte[] readBytes() throws MalformedTl {
        need(1);
        int length = bytes.get() & 0xff;
        int head = 1;
        if (length > TlWriter.LONGEST_SHORT) {
            need(3);
            length = bytes.get() & 0xff | (bytes.get() & 0xff) << 8 | (bytes.get() & 0xff) << 16;
            head = 4;
        }
        var read = readRaw(length);
        readRaw(TlWriter.padding(head + length));
        return read;
    }

    private void need(int length) throws MalformedTl {
        if (length < 0 || length > bytes.remaining())
            throw new MalformedTl("%d bytes are missing at %d".formatted(length - bytes.remaining(), bytes.position()));
    }
}
