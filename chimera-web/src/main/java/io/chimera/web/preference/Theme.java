package io.chimera.web.preference;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Light or dark. */
public enum Theme {
    /** As the system has it. */
    AUTO,
    LIGHT,
    DARK;

    /** How the page's {@code data-theme} attribute names it. */
    public String attribute() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The theme an attribute names. */
    public static Optional<Theme> named(String attribute) {
        return Stream.of(values())
                .filter(theme -> theme.attribute().equals(attribute))
                .findFirst();
    }
}
