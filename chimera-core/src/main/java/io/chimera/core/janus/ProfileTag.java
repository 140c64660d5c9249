package io.chimera.core.janus;

import java.util.regex.Pattern;

/**
 * Which profile something belongs to, without saying whose it is: computed from what the secret unlocks, so another secret
 * has another one.
 *
 * @param hex 32 lower-case hexadecimal digits
 */
public record ProfileTag(String hex) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

    public ProfileTag {
        if (!FORM.matcher(hex).matches()) throw new IllegalArgumentException("not a profile's tag");
    }

    @Override
    public String toString() {
        return hex;
    }
}
