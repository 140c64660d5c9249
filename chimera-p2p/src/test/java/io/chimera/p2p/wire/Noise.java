package io.chimera.p2p.wire;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Random;

/** Bytes as an attacker, a bad cable or a bug may send them. */
final class Noise {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Noise() {}

    /** How many inputs a fuzz test tries: enough for every day, or many more with {@code -Dchimera.test.long=true}. */
    static int inputs() {
        return Boolean.getBoolean("chimera.test.long") ? 10_000_000 : 100_000;
    }

    static byte[] random(Random random, int longest) {
        var bytes = new byte[random.nextInt(longest + 1)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A copy with one to four places changed: a bit flipped, a byte replaced, removed, added or repeated. */
    static byte[] mutate(byte[] original, Random random) {
        var bytes = original.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes && bytes.length > 0; i++) bytes = change(bytes, random);
        return bytes;
    }

    private static byte[] change(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        return switch (random.nextInt(5)) {
            case 0 -> with(bytes, at, (byte) (bytes[at] ^ 1 << random.nextInt(8)));
            case 1 -> with(bytes, at, (byte) random.nextInt(256));
            case 2 -> resized(bytes, at, -1);
            case 3 -> with(resized(bytes, at, 1), at, (byte) random.nextInt(256));
            default -> java.util.Arrays.copyOf(bytes, at);
        };
    }

    private static byte[] with(byte[] bytes, int at, byte value) {
        bytes[at] = value;
        return bytes;
    }

    private static byte[] resized(byte[] bytes, int at, int by) {
        var other = new byte[bytes.length + by];
        System.arraycopy(bytes, 0, other, 0, at);
        int from = by < 0 ? at + 1 : at;
        int to = by < 0 ? at : at + 1;
        System.arraycopy(bytes, from, other, to, bytes.length - from);
        return other;
    }

    /** How many bytes this thread has allocated so far. */
    static long allocated() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }
}
