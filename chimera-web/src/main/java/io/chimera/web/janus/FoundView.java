package io.chimera.web.janus;

import io.chimera.core.janus.Found;
import io.chimera.web.words.Words;

/**
 * What a look-up found.
 *
 * @param site the site to look at; empty if it is of none
 */
record FoundView(boolean yours, String what, String site, String persona, int counter) {

    static FoundView of(Found found, Words words) {
        return new FoundView(
                true,
                words.say("Value." + found.value().name(), found.site(), found.counter()),
                found.site(),
                found.persona(),
                found.counter());
    }

    static FoundView nothing(Words words) {
        return new FoundView(false, words.say("janus.find.nothing"), "", "", 0);
    }
}
