package io.chimera.janus.site;

/**
 * What one gives a name, a password and an address to: a registrable domain, or a host where there is none.
 *
 * <p>Two requests are about the same site exactly when these are equal, and everything derived hangs on it. So it is kept
 * with what was derived first, and a later list of public suffixes does not change it.
 *
 * @param name lower case, A-labels (RFC 5890), without a trailing dot; a port only where there is no domain; at most 253
 *     characters and a port
 */
public record Site(String name) {

    private static final int LONGEST = 253 + ":65535".length();

    public Site {
        if (name.isEmpty() || name.length() > LONGEST || !name.equals(name.strip()))
            throw new IllegalArgumentException("not a site: " + name);
    }

    @Override
    public String toString() {
        return name;
    }
}
