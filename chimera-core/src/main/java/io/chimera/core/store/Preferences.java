package io.chimera.core.store;

import java.util.Optional;

/** Port: the few choices of one account that must survive a restart. */
public interface Preferences {

    /** Whether the account uses the LAN; yes, unless it was switched off. */
    boolean lanOn();

    /** A choice kept for an outer part, such as how pages look. Keys are lower-case words with dots. */
    Optional<String> get(String key);

    /** The choices as a change may alter them. */
    interface Editing extends Preferences {

        /** Uses the LAN from now on, or no longer. */
        void lanOn(boolean on);

        /** Keeps a choice of at most 200 characters; an empty one is forgotten. */
        void put(String key, String value);
    }
}
