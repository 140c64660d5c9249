package io.chimera.lab.api;

import java.time.Instant;

/**
 * A message was taken.
 *
 * @param message its id for who sent it; the other one knows it by another
 * @param at by the cloud's clock
 */
public record Taken(long message, Instant at) {}
