package io.chimera.web.live;

import io.chimera.core.messenger.Messenger;
import io.chimera.web.words.Words;

/** One kind of page that is kept true while it is open. */
public interface LivePages {

    /** Which kind: what such a page calls itself in its {@link Hello}. */
    String kind();

    /**
     * Begins to keep one up to date.
     *
     * @throws IllegalArgumentException if what the page says of itself makes no sense
     */
    LivePage open(Messenger me, Hello hello, Words words);
}
