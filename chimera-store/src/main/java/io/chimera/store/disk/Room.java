package io.chimera.store.disk;

import java.io.IOException;
import java.nio.file.FileStore;

/** The disk a shelf is on, less the part of it that is kept for the databases. */
final class Room {

    private final FileStore disk;
    private final long reserve;

    /** @param reserve in bytes */
    Room(FileStore disk, long reserve) {
        this.disk = disk;
        this.reserve = reserve;
    }

    /** How many bytes may still be written; never negative. */
    long left() throws IOException {
        return Math.max(0, disk.getUsableSpace() - reserve);
    }
}
