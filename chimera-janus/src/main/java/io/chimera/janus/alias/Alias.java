package io.chimera.janus.alias;

/**
 * An address somebody gave to a site.
 *
 * @param local before the at sign: lower-case letters and digits, at most 64, a letter first
 * @param domain after it
 */
public record Alias(String local, String domain) {

    @Override
    public String toString() {
        return local + "@" + domain;
    }
}
