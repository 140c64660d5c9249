package io.chimera.core.route;

import java.time.Instant;

/**
 * The way a message took.
 *
 * @param at when it was settled that way
 * @param attempts how many tries it took in all, this one included
 */
public record Travel(Way way, Reason reason, Instant at, int attempts) {}
