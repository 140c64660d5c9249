package io.chimera.core.transfer;

import java.io.IOException;

/** A carrier's hold on one file that is on its way. Closing it ends the transfer, whatever came of it. */
public interface Transfer extends AutoCloseable {

    /** Bytes that were there from an earlier attempt; they count as done. */
    void resumedAt(long bytes);

    /**
     * So many more bytes are there. Cheap enough to be called for every buffer.
     *
     * @throws Cancelled if a person ended this transfer: the carrier stops and says so to the other side
     */
    void moved(long bytes) throws Cancelled;

    @Override
    void close();

    /** A person ended it. */
    final class Cancelled extends IOException {
        public Cancelled() {
            super("the transfer was cancelled");
        }
    }
}
