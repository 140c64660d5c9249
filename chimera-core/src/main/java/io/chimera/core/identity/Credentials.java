package io.chimera.core.identity;

import java.util.Optional;

/** Port: one account's present credential. */
@FunctionalInterface
public interface Credentials {

    /** The credential to use for a new connection now, or empty while the account has none. Never blocks for long. */
    Optional<Credential> current();
}
