package io.chimera.janus.command;

import io.chimera.core.janus.Found;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * What somebody typed into a field so that a value comes in its place, such as {@code \p}, {@code \p2} or {@code \@~work}.
 *
 * @param value which of the three values
 * @param persona lower case, NFC; empty where none was named: then the site's card decides, and the usual one without a
 *     card. An empty name inside is the usual person, whatever the card says
 * @param counter 1 to 999; empty where none was named, likewise
 */
public record Command(Found.Value value, Optional<String> persona, OptionalInt counter) {

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{Nd}-]{0,32}");
    private static final int HIGHEST = 999;

    public Command {
        persona = persona.map(
                name -> Normalizer.normalize(name.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT));
        if (persona.isPresent() && !NAME.matcher(persona.get()).matches())
            throw new IllegalArgumentException("A persona is called by at most 32 letters, digits and hyphens.");
        if (counter.isPresent() && (counter.getAsInt() < 1 || counter.getAsInt() > HIGHEST))
            throw new IllegalArgumentException("A counter is 1 to " + HIGHEST + ".");
    }
}
