package io.chimera.p2p.wire;

import java.util.random.RandomGenerator;

/** 16 random bytes with which each side opens a connection; of two connections, the one with the greater stays. */
public record Nonce(long high, long low) implements Comparable<Nonce> {

    /** A new one. */
    public static Nonce next(RandomGenerator random) {
        return new Nonce(random.nextLong(), random.nextLong());
    }

    /** As 16 bytes in network order, read as one unsigned number. */
    @Override
    public int compareTo(Nonce other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }
}
