package io.chimera.p2p.transfer;

import java.io.Closeable;
import java.io.IOException;

/** Where a station is announced, and hears the others. */
public interface Airwaves {

    /**
     * Announces a station from now on.
     *
     * @return says that it leaves, and announces it no more
     * @throws IOException if nobody could be heard here: the port is taken
     */
    Closeable join(Station station) throws IOException;
}
