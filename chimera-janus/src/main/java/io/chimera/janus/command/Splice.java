package io.chimera.janus.command;

/**
 * Bytes of a request that others come in the place of. Everything between two splices stays as it is.
 *
 * @param at where, counted from the first byte of what was read
 * @param length how many bytes go
 * @param with what comes; nobody else changes it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Splice(long at, int length, byte[] with) {

    public Splice {
        if (at < 0 || length < 0 || at > Long.MAX_VALUE - length)
            throw new IllegalArgumentException("no place: " + at + ", " + length);
    }

    /** The first byte that stays again. */
    public long end() {
        return at + length;
    }

    /** Without what comes: it may be a password. */
    @Override
    public String toString() {
        return "Splice[" + at + ", " + length + "]";
    }
}
