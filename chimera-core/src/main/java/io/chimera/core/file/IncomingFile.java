package io.chimera.core.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A file that is being written. Used by one thread. */
public interface IncomingFile extends Closeable {

    /** How many bytes it has so far. */
    long length();

    /**
     * The CRC-32C (RFC 3720 §12.1) of all bytes so far, so that a sender can tell whether what is here is the beginning
     * of what it has.
     */
    int crc32c() throws IOException;

    /**
     * Adds bytes at the end.
     *
     * @throws NoRoom if the disk is full or the reserve would be touched; what was written stays
     */
    void write(ByteBuffer bytes) throws IOException;

    /** Forgets everything written so far and begins again at nothing. */
    void restart() throws IOException;

    /**
     * Makes the file durable and gives it its name. Blocks until its hash is known and it is on disk.
     *
     * @throws IOException if it could not be made durable; it can then still be closed
     */
    SealedFile seal() throws IOException;

    /** Ends writing. After {@link #seal} this does nothing. */
    @Override
    void close() throws IOException;

    /** There is no room for more. */
    final class NoRoom extends IOException {

        /** @param what for logs; holds no name */
        public NoRoom(String what) {
            super(what);
        }
    }
}
