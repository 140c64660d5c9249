package io.chimera.core.janus;

/**
 * Who somebody is at a site. Never printed whole: a password is in it.
 *
 * @param wanted what was asked for, with the site's name and the persona as they are written here
 * @param host what was found in what was typed
 * @param why why that host is of that site
 * @param address empty where no mail domain is set
 * @param bits how many the password has
 */
public record Pseudonym(
        Wanted wanted, String host, WhyTheSite why, String user, String password, String address, double bits) {

    /** Fewer are too few where a site's list of passwords can be stolen. */
    private static final double ENOUGH = 64;

    /** The site's name. */
    public String site() {
        return wanted.site();
    }

    /** Whether the password could be guessed, because the rules allow no better. */
    public boolean isWeak() {
        return bits < ENOUGH;
    }

    @Override
    public String toString() {
        return "Pseudonym[" + wanted.site() + ", " + wanted.counter() + "]";
    }
}
