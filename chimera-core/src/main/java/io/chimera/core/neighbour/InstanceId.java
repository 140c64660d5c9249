package io.chimera.core.neighbour;

import java.util.random.RandomGenerator;

/**
 * One start of one account's LAN node. A node that starts again is a new appearance, and a node knows its own
 * announcements by it.
 */
public record InstanceId(long value) {

    /** A new one. */
    public static InstanceId next(RandomGenerator random) {
        return new InstanceId(random.nextLong());
    }

    @Override
    public String toString() {
        return Long.toHexString(value);
    }
}
