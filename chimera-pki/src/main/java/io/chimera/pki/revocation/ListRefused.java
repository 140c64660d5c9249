package io.chimera.pki.revocation;

import org.jspecify.annotations.Nullable;

/** What was fetched is not believed, and what was known before stays. The message says why and what to do next. */
final class ListRefused extends Exception {

    ListRefused(String what) {
        this(what, null);
    }

    ListRefused(String what, @Nullable Throwable cause) {
        super(what, cause);
    }
}
