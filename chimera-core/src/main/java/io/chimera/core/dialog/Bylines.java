package io.chimera.core.dialog;

import java.util.Optional;

/** Port: what those are called who write where several do. They need be no contacts of the account. */
public interface Bylines {

    /** What an author was last called; never blank. The account itself and contacts may have none. */
    Optional<String> find(Author author);

    /** The names as a change may alter them. */
    interface Editing extends Bylines {

        /**
         * Calls an author so from now on.
         *
         * @param name not blank
         * @throws IllegalArgumentException for the account itself
         */
        void save(Author author, String name);
    }
}
