package io.chimera.core.legacy;

/** What should be the first Chimera's database cannot be brought over. Its text says why, and what to do. */
public final class UnusableLegacy extends Exception {

    private final Why why;

    public UnusableLegacy(Why why, String what) {
        super(what);
        this.why = why;
    }

    public Why why() {
        return why;
    }

    /** The ways it can be unusable. */
    public enum Why {
        /** There is no such file, or it may not be read. */
        NOT_THERE,
        /** It is no SQLite database, or its beginning is damaged. */
        NOT_SQLITE,
        /** It is a database, but not the first Chimera's. */
        NOT_A_LEGACY,
        /** Another program is writing into it. */
        LOCKED,
        /** Whoever wrote last was ended before it was done. */
        LEFT_OPEN,
        /** It cannot be read to its end. */
        DAMAGED,
        /** It is larger than anything that is brought over. */
        TOO_LARGE,
        /** It is another account's. */
        NOT_YOURS
    }
}
