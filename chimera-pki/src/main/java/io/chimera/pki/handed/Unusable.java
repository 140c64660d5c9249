package io.chimera.pki.handed;

import org.jspecify.annotations.Nullable;

/** A file that cannot be used. The message is a sentence which says which one, why, and what to do. */
public final class Unusable extends Exception {

    public Unusable(String what) {
        this(what, null);
    }

    public Unusable(String what, @Nullable Throwable cause) {
        super(what, cause);
    }

    /** The sentence. */
    public String what() {
        return String.valueOf(getMessage());
    }
}
