package io.chimera.janus.derive;

import io.chimera.janus.site.Site;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One of perhaps several people somebody is at a site.
 *
 * @param name empty for the usual one; lower case, NFC, at most 32 characters of letters, digits and hyphens
 * @param counter 1 for the first; one more each time a value was refused, taken or given up; at most 999
 */
public record Persona(Site site, String name, int counter) {

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{Nd}-]{0,32}");
    private static final int HIGHEST = 999;

    public Persona {
        name = Normalizer.normalize(name.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        if (!NAME.matcher(name).matches())
            throw new IllegalArgumentException(
                    "A persona is called by at most 32 letters, digits and hyphens, not «" + name + "».");
        if (counter < 1 || counter > HIGHEST)
            throw new IllegalArgumentException("A counter is 1 to " + HIGHEST + ", not " + counter + ".");
    }

    /** The usual one. */
    public static Persona at(Site site) {
        return new Persona(site, "", 1);
    }

    /** The same with another counter. */
    public Persona counted(int other) {
        return new Persona(site, name, other);
    }

    Fields fields(String purpose) {
        return Fields.of("chimera-janus/1")
                .and(purpose)
                .and(site.name())
                .and(name)
                .and(counter);
    }
}
