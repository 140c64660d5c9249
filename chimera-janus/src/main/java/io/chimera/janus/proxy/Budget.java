package io.chimera.janus.proxy;

/** How much all the bodies of one client's connection may hold at once. Thread-safe. */
final class Budget {

    private static final int MIB = 1_024 * 1_024;

    private final long mostInMemory;
    private final long mostOnDisk;
    private long inMemory;
    private long onDisk;

    /** Sizes in bytes. */
    Budget(long mostInMemory, long mostOnDisk) {
        this.mostInMemory = mostInMemory;
        this.mostOnDisk = mostOnDisk;
    }

    static Budget ofConnection() {
        return new Budget(4 * MIB, 64 * MIB);
    }

    /** Whether there was room for so many bytes more; it is taken then. */
    synchronized boolean takeMemory(int bytes) {
        if (inMemory + bytes > mostInMemory) return false;
        inMemory += bytes;
        return true;
    }

    /** The same on disk. */
    synchronized boolean takeDisk(int bytes) {
        if (onDisk + bytes > mostOnDisk) return false;
        onDisk += bytes;
        return true;
    }

    synchronized void giveBack(long memory, long disk) {
        inMemory -= memory;
        onDisk -= disk;
    }

    /** Nothing is held. */
    synchronized boolean isWhole() {
        return inMemory == 0 && onDisk == 0;
    }
}
