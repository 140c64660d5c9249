package io.chimera.core.janus;

/**
 * What a value turned out to be.
 *
 * @param site the site it was made for
 * @param persona which person there; empty for the usual one
 * @param counter which of those made for it
 */
public record Found(Value value, String site, String persona, int counter) {

    /** What sort of value it is. */
    public enum Value {
        USER,
        PASSWORD,
        ADDRESS
    }
}
