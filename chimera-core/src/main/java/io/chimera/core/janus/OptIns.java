package io.chimera.core.janus;

import java.time.Instant;
import java.util.List;

/** Port: of which sites the people of this computer want HTTPS looked into, and of which hosts never. Safe for use by many threads. */
public interface OptIns {

    /** The most that are kept. */
    int MOST = 100;

    /** All of them, by their names. */
    List<OptIn> all();

    /**
     * Writes one, in the place of the one with its host.
     *
     * @return whether there was room; nothing has changed if not
     */
    boolean put(OptIn one);

    /** Removes one; nothing happens where none is. */
    void remove(String host);

    /**
     * What somebody decided of a site or of a host.
     *
     * @param host a site's name for {@link Will#ON} and {@link Will#OFF}, a host's for {@link Will#NEVER}, which means
     *     what is below it as well: A-labels in lower case
     * @param since to the millisecond
     */
    record OptIn(String host, Will will, Instant since) {

        private static final int LONGEST_NAME = 253;

        public OptIn {
            if (host.isEmpty() || host.length() > LONGEST_NAME)
                throw new IllegalArgumentException("not a host: " + host);
        }
    }

    /** What they want. */
    enum Will {
        /** It is looked into. */
        ON,
        /** It is in the list and not looked into. */
        OFF,
        /** It is not looked into, though its site is. */
        NEVER
    }
}
