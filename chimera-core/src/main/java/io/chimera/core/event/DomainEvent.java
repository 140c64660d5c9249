package io.chimera.core.event;

import java.time.Instant;

/**
 * News: something that has already happened.
 *
 * <p>Events are doorbells, not letters. They carry ids, may be lost in a crash, and every listener can rebuild what it
 * shows from the store. What must not be lost is a row.
 */
public interface DomainEvent {

    /** When it happened, by the node's clock. */
    Instant at();
}
