package io.chimera.core.route;

import java.time.Instant;

/**
 * One try that settled nothing, or has not come back yet: it is recorded as {@link Outcome.Unconfirmed} before its first
 * byte leaves, so that a crash finds it.
 */
public record Attempt(Instant at, Way way, Outcome.Unsettled outcome) {}
