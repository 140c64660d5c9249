package io.chimera.lab.people;

/**
 * Somebody in somebody's telephone book.
 *
 * @param called how the owner calls them
 */
public record Acquaintance(long owner, long person, String called) {}
