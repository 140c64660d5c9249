package io.chimera.janus.command;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that may turn out to matter, up to a bound. What is beyond it is counted off as too long. */
final class Scrap {

    private final int most;
    private byte[] bytes = new byte[128];
    private int size;
    private boolean overflown;

    Scrap(int most) {
        this.most = most;
    }

    void clear() {
        size = 0;
        overflown = false;
    }

    void add(byte one) {
        if (size == most) {
            overflown = true;
            return;
        }
        if (size == bytes.length) bytes = Arrays.copyOf(bytes, Math.min(most, size * 2));
        bytes[size++] = one;
    }

    void add(byte[] some, int from, int length) {
        int kept = Math.min(length, most - size);
        if (kept < length) overflown = true;
        if (size + kept > bytes.length) bytes = Arrays.copyOf(bytes, Math.min(most, Math.max(size * 2, size + kept)));
        System.arraycopy(some, from, bytes, size, kept);
        size += kept;
    }

    boolean isWhole() {
        return !overflown;
    }

    int size() {
        return size;
    }

    byte[] array() {
        return bytes;
    }

    /** What is not UTF-8 becomes U+FFFD, which no command has in it. */
    String utf8() {
        return new String(bytes, 0, size, StandardCharsets.UTF_8);
    }
}
