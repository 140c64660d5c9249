package io.chimera.janus.derive;

/**
 * An endless string of bytes for one purpose, from which letters are drawn without favour: a byte that would prefer some
 * of n is thrown away.
 */
final class Draw {

    private static final int BLOCK = 256;

    private final byte[] seed;
    private byte[] block = new byte[0];
    private int next;
    private int blocks;

    /** @param seed at least 32 bytes that nobody can guess */
    Draw(byte[] seed) {
        this.seed = seed.clone();
    }

    /**
     * A number below n, each as likely as any other.
     *
     * @param n 1 to 256
     */
    int below(int n) {
        int fair = BLOCK - BLOCK % n;
        while (true) {
            int drawn = octet();
            if (drawn < fair) return drawn % n;
        }
    }

    private int octet() {
        if (next == block.length) {
            block = MasterKey.expand(seed, Fields.of("stream").and(blocks++).bytes(), BLOCK);
            next = 0;
        }
        return block[next++] & 0xff;
    }
}
