package io.chimera.lab.people;

/**
 * How much of a dialog its reader has not seen yet.
 *
 * @param of who wrote it, or a group or a channel
 * @param last how many of the other one's newest messages
 */
public record Unseen(long reader, long of, int last) {}
