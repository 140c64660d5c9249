package io.chimera.core.route;

import java.time.Instant;

/** What to do with a dispatch now. There is no giving up: it waits until it travels or its author withdraws it. */
public sealed interface Decision {

    /** Why this and nothing else. */
    Reason reason();

    /** Try this way now. */
    record Go(Route route, Reason reason) implements Decision {}

    /** Nothing can be done before then, unless something changes. */
    record Wait(Instant until, Reason reason) implements Decision {}
}
