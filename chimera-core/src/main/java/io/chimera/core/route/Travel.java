package io.chimera.core.route;

import java.time.Instant;
import java.util.Optional;

/**
 * The way a message took.
 *
 * @param reason why it went this way; empty for what came in, whose sender decided
 * @param at when it was settled that way; through the cloud, by the cloud's clock
 * @param attempts how many tries it took in all, this one included
 */
public record Travel(Way way, Optional<Reason> reason, Instant at, int attempts) {}
