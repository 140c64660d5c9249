package io.chimera.p2p.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes one CBOR map with integer keys in the deterministic form of RFC 8949 §4.2.1: shortest lengths, no indefinite
 * ones, keys in ascending order (the caller's part).
 */
public final class CborWriter {

    static final int UNSIGNED = 0;
    static final int BYTES = 2;
    static final int TEXT = 3;
    static final int ARRAY = 4;
    static final int MAP = 5;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(64);

    /** @param entries how many fields follow */
    public CborWriter(int entries) {
        head(MAP, entries);
    }

    /** @param value not negative */
    public CborWriter number(int key, long value) {
        if (value < 0) throw new IllegalArgumentException("negative: " + value);
        head(UNSIGNED, key);
        head(UNSIGNED, value);
        return this;
    }

    /** A byte string. */
    public CborWriter bytes(int key, byte[] value) {
        head(UNSIGNED, key);
        head(BYTES, value.length);
        out.writeBytes(value);
        return this;
    }

    /** A text string; must not hold lone surrogates. */
    public CborWriter text(int key, String value) {
        var utf8 = value.getBytes(StandardCharsets.UTF_8);
        head(UNSIGNED, key);
        head(TEXT, utf8.length);
        out.writeBytes(utf8);
        return this;
    }

    /**
     * An array.
     *
     * @param items how many follow, each written by {@link #item(long)} or {@link #item(String)}
     */
    public CborWriter array(int key, int items) {
        head(UNSIGNED, key);
        head(ARRAY, items);
        return this;
    }

    /** @param value not negative */
    public CborWriter item(long value) {
        if (value < 0) throw new IllegalArgumentException("negative: " + value);
        head(UNSIGNED, value);
        return this;
    }

    /** A text string in an array; must not hold lone surrogates. */
    public CborWriter item(String value) {
        var utf8 = value.getBytes(StandardCharsets.UTF_8);
        head(TEXT, utf8.length);
        out.writeBytes(utf8);
        return this;
    }

    /** What was written. */
    public byte[] toByteArray() {
        return out.toByteArray();
    }

    private void head(int major, long argument) {
        int type = major << 5;
        if (argument < 24) out.write(type | (int) argument);
        else if (argument < 1L << 8) tail(type | 24, argument, 1);
        else if (argument < 1L << 16) tail(type | 25, argument, 2);
        else if (argument < 1L << 32) tail(type | 26, argument, 4);
        else tail(type | 27, argument, 8);
    }

    private void tail(int first, long argument, int bytes) {
        out.write(first);
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) out.write((int) (argument >>> shift));
    }
}
