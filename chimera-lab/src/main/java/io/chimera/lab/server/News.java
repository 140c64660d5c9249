package io.chimera.lab.server;

import java.time.Instant;
import java.util.Optional;

/**
 * Something a person is to be told.
 *
 * @param owner whom
 * @param peer the other one of a dialog of two, or the group or channel
 * @param copy the message, by the owner's id; 0 if it is about none
 * @param actor who did it
 * @param byDevice the device it was done on, which is not told
 */
record News(long owner, Kind kind, long peer, long copy, long actor, Instant at, Optional<String> byDevice) {

    /** What happened. */
    enum Kind {
        MESSAGE,
        EDIT,
        DELETION,
        SEEN,
        GATHERING
    }
}
