package io.chimera.lab.api;

/**
 * Everything up to a message was seen.
 *
 * @param upTo the message's id for who saw it
 */
public record Mark(long upTo) {}
