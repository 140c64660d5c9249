package io.chimera.janus.alias;

import io.chimera.janus.site.Site;
import java.util.Arrays;

/** What an address turned out to say. Only who has the key can have made it. */
public sealed interface Meaning {

    /** Which of the key's profiles it is, 0 to 31. */
    int profile();

    /** Which of the addresses for the site it is, 1 to 4. */
    int counter();

    /** The site stands in the address itself. */
    record Named(int profile, int counter, Site site) implements Meaning {}

    /** The site's name was too long; a hash of it stands there instead, to compare with sites that are known. */
    final class Hashed implements Meaning {
        private final int profile;
        private final int counter;
        private final byte[] hash;

        Hashed(int profile, int counter, byte[] hash) {
            this.profile = profile;
            this.counter = counter;
            this.hash = hash.clone();
        }

        @Override
        public int profile() {
            return profile;
        }

        @Override
        public int counter() {
            return counter;
        }

        /** Whether it was given to this site. */
        public boolean isOf(Site site) {
            return Arrays.equals(hash, Aliases.hash(site));
        }
    }
}
