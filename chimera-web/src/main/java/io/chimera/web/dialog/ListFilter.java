package io.chimera.web.dialog;

import java.util.Locale;
import java.util.stream.Stream;

/** Which dialogs the list shows. */
public enum ListFilter {
    ALL,
    NEAR,
    UNREAD;

    /** How addresses name it. */
    public String parameter() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The filter an address names; all when it names none. */
    public static ListFilter named(String parameter) {
        return Stream.of(values())
                .filter(filter -> filter.parameter().equals(parameter))
                .findFirst()
                .orElse(ALL);
    }
}
