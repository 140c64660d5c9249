package io.chimera.core.dialog;

/**
 * A point in the life of one account's store: every change that touches a dialog or a message has the next one.
 *
 * @param value counts up from 0, the empty store
 */
public record Revision(long value) implements Comparable<Revision> {

    /** The empty store. */
    public static final Revision START = new Revision(0);

    public Revision {
        if (value < 0) throw new IllegalArgumentException("no revision is negative: " + value);
    }

    @Override
    public int compareTo(Revision other) {
        return Long.compare(value, other.value);
    }
}
