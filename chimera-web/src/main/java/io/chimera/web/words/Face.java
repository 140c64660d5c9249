package io.chimera.web.words;

import java.text.BreakIterator;
import java.util.Locale;

/**
 * How somebody, or a dialog, is drawn: initials on a colour.
 *
 * @param initials one or two characters as the eye counts them
 * @param hue 1 to 7, the same for the same id wherever it is shown
 * @param group whether it stands for several people: a hexagon then
 * @param near whether the presence hexagon is shown, which only a proven neighbour has
 */
public record Face(String initials, int hue, boolean group, boolean near) {

    private static final int HUES = 7;

    /** The face of one person. */
    public static Face of(long id, String name, boolean near) {
        return new Face(initials(name), hue(id), false, near);
    }

    /** The face of several people. */
    public static Face ofSeveral(long id, String title) {
        return new Face(initials(title), hue(id), true, false);
    }

    private static int hue(long id) {
        return (int) Math.floorMod(id, (long) HUES) + 1;
    }

    private static String initials(String name) {
        var words = name.strip().split("[\\s\\p{Z}]+");
        var first = firstOf(words[0]);
        return words.length == 1 ? first : first + firstOf(words[words.length - 1]);
    }

    /** The first character as the eye counts them: an emoji of several code points is one. */
    private static String firstOf(String word) {
        var characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(word);
        int end = characters.next();
        return end == BreakIterator.DONE ? "?" : word.substring(0, end).toUpperCase(Locale.ROOT);
    }
}
