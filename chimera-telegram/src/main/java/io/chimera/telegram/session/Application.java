package io.chimera.telegram.session;

import java.util.regex.Pattern;

/**
 * Which application this is to Telegram: what my.telegram.org gave the person who runs it. The hash is not for others.
 *
 * @param id a positive number
 * @param hash 32 hexadecimal digits
 */
public record Application(int id, String hash) {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{32}");

    /** @throws IllegalArgumentException if they cannot be what my.telegram.org gives */
    public Application {
        if (id <= 0) throw new IllegalArgumentException("an application's id is a positive number");
        if (!HASH.matcher(hash).matches())
            throw new IllegalArgumentException("an application's hash has 32 hexadecimal digits");
    }

    @Override
    public String toString() {
        return "Application[id=" + id + "]";
    }
}
