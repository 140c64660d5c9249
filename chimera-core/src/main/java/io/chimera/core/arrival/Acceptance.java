package io.chimera.core.arrival;

import io.chimera.core.file.IncomingFile;

/** The answer to an offered file. */
public sealed interface Acceptance {

    /** Write it here. Whoever is given this closes it. */
    record Into(IncomingFile file) implements Acceptance {}

    /** There is nothing to bring: it is here already, or it is not wanted. */
    record Settled(Receipt receipt) implements Acceptance {}
}
