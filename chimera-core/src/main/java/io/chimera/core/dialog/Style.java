package io.chimera.core.dialog;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/** How a stretch of a text is to look, or where it leads. */
public sealed interface Style {

    /** The longest language and the longest address, in UTF-16 units. */
    int LONGEST_VALUE = 2_048;

    record Bold() implements Style {}

    record Italic() implements Style {}

    record Underlined() implements Style {}

    record Struck() implements Style {}

    /** Not to be seen until somebody wants to. */
    record Spoiler() implements Style {}

    /** Of fixed width, within a line. */
    record Code() implements Style {}

    /**
     * Of fixed width, lines of its own.
     *
     * @param language what is written in it; empty if that is not said
     */
    record Block(String language) implements Style {
        public Block {
            if (language.length() > 64) throw new IllegalArgumentException("no language has so long a name");
        }
    }

    /** Somebody else's words. */
    record Quote() implements Style {}

    /**
     * Words that lead somewhere.
     *
     * @param address of the kinds http, https, mailto, tel or tg; nothing that runs in the reader's browser
     */
    record Link(String address) implements Style {

        private static final Set<String> KINDS = Set.of("http", "https", "mailto", "tel", "tg");

        public Link {
            if (!leadsSomewhere(address)) throw new IllegalArgumentException("no address that may be followed");
        }

        /** Whether this can be an address of a link. */
        public static boolean leadsSomewhere(String address) {
            if (address.length() > LONGEST_VALUE) return false;
            try {
                var scheme = new URI(address).getScheme();
                return scheme != null && KINDS.contains(scheme.toLowerCase(Locale.ROOT));
            } catch (URISyntaxException _) {
                return false;
            }
        }
    }
}
