package io.chimera.telegram.fake.tl;

import java.io.ByteArrayOutputStream;

/** Writes what {@link TlReader} reads. */
public final class TlWriter {

    /** The longest string whose length takes one byte. */
    static final int LONGEST_SHORT = 253;

    private static final int LONG_FOLLOWS = 254;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    public TlWriter writeInt(int value) {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) bytes.write(value >>> shift);
        return this;
    }

    public TlWriter writeLong(long value) {
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) bytes.write((int) (value >>> shift));
        return this;
    }

    public TlWriter writeDouble(double value) {
        return writeLong(Double.doubleToRawLongBits(value));
    }

    public TlWriter writeRaw(byte[] value) {
        bytes.writeBytes(value);
        return this;
    }

    public TlWriter writeBytes(byte[] value) {
        int head = value.length > LONGEST_SHORT ? 4 : 1;
        if (head == 1) bytes.write(value.length);
        else writeInt(LONG_FOLLOWS | value.length << Byte.SIZE);
        return writeRaw(value).writeRaw(new byte[padding(head + value.length)]);
    }

    public int length() {
        return bytes.size();
    }

    public byte[] written() {
        return bytes.toByteArray();
    }

    static int padding(int length) {
        return -length & 3;
    }
}
