package io.chimera.web.words;

import java.text.BreakIterator;
import java.util.Locale;
import java.util.regex.Pattern;

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
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s\\p{Z}]+");

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
        var words = BETWEEN_WORDS
                .splitAsStream(name)
                .filter(word -> !word.isEmpty() && isDrawn(word.codePointAt(0)))
                .toList();
        if (words.isEmpty()) return "?";
        var first = firstOf(words.getFirst());
        return words.size() == 1 ? first : first + firstOf(words.getLast());
    }

    private static boolean isDrawn(int codePoint) {
        return Character.isLetterOrDigit(codePoint) || Character.getType(codePoint) == Character.OTHER_SYMBOL;
    }

    /** The first character as the eye counts them: an emoji of several code points is one. */
    private static String firstOf(String word) {
        var characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(word);
        int end = characters.next();
        return end == BreakIterator.DONE ? "?" : word.substring(0, end).toUpperCase(Locale.ROOT);
    }
}
