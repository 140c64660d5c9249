package io.chimera.web.frame;

import io.chimera.web.words.Face;
import java.util.List;

/**
 * What surrounds a page.
 *
 * @param me whose page it is
 * @param theme the {@code data-theme} of the page
 * @param parts what the rail leads to, in order
 * @param here where the page belongs
 */
public record Frame(Person me, String theme, List<Part> parts, Part here) {

    /** Whose page it is. */
    public record Person(long id, String name, Face face) {}
}
