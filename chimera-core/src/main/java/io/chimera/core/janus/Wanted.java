package io.chimera.core.janus;

/**
 * Whose values are wanted.
 *
 * @param site a URL, a host, or a site's name
 * @param persona which of perhaps several people; empty for the usual one
 * @param counter 1 for the first; one more each time a value was refused, taken or given up
 * @param rules what the site accepts as a password, in the {@code passwordrules} language; empty for the usual
 */
public record Wanted(String site, String persona, int counter, String rules) {

    /** The usual person there. */
    public static Wanted at(String site) {
        return new Wanted(site, "", 1, "");
    }
}
