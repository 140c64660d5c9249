package io.chimera.janus.derive;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Who somebody is towards sites: a name that goes into everything derived, and how hard the secret is to guess. Neither is
 * secret. {@link #text} is all there is to keep of it.
 *
 * @param name lower case, NFC, 1 to 64 bytes of letters, digits, {@code .}, {@code _} and {@code -}
 */
public record Profile(String name, Hardness hardness) {

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{Nd}\\p{M}._-]+");
    private static final Pattern TEXT = Pattern.compile("janus1:(std|strong):(.+)");
    private static final int MOST_BYTES = 64;

    public Profile {
        name = Normalizer.normalize(name.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        name = Normalizer.normalize(name, Normalizer.Form.NFC);
        if (!NAME.matcher(name).matches() || name.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES)
            throw new IllegalArgumentException(
                    "A profile's name has 1 to 64 bytes of letters, digits, dots, hyphens and underscores, not «" + name
                            + "».");
    }

    /** One of {@link Hardness#STANDARD}. */
    public static Profile of(String name) {
        return new Profile(name, Hardness.STANDARD);
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static Profile parse(String text) {
        var parts = TEXT.matcher(text.strip());
        if (!parts.matches())
            throw new IllegalArgumentException("A profile is written janus1:std:name or janus1:strong:name.");
        for (var hardness : Hardness.values()) {
            if (hardness.code().equals(parts.group(1))) return new Profile(parts.group(2), hardness);
        }
        throw new IllegalStateException("a hardness without a name");
    }

    /** All that has to be known beside the secret to derive everything again: {@code janus1:std:anna}. */
    public String text() {
        return "janus1:" + hardness.code() + ":" + name;
    }
}
