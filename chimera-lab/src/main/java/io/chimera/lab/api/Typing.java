package io.chimera.lab.api;

/**
 * Somebody writes in a dialog at this moment, or has stopped. Told once to each device that listens, and never again.
 *
 * @param dialog as of an {@link Update}
 * @param by who
 */
public record Typing(long dialog, long by, boolean on) {}
