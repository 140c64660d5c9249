package io.chimera.lab.api;

/**
 * Asks for updates.
 *
 * @param acknowledged everything up to here is stored and need not be told again; 0 for nothing more
 * @param waitMillis how long to wait if there is nothing, 0 to {@value #LONGEST_WAIT}
 */
public record Poll(long acknowledged, long waitMillis) {

    /** The longest wait, in milliseconds. */
    public static final long LONGEST_WAIT = 25_000;
}
