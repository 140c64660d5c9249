package io.chimera.web.dialog;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Words somebody looks for, accents and capitals aside; the beginning of a word is enough. */
final class Sought {

    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern ACCENT = Pattern.compile("\\p{M}");

    private final List<String> words;

    Sought(String written) {
        this.words = split(written);
    }

    /** Whether this is one of them, or begins with one. */
    boolean begins(String word) {
        var plain = plain(word);
        return words.stream().anyMatch(plain::startsWith);
    }

    /** Whether all of them are in it. */
    boolean matches(String text) {
        var there = split(text);
        return !words.isEmpty()
                && words.stream().allMatch(word -> there.stream().anyMatch(other -> other.startsWith(word)));
    }

    private static List<String> split(String text) {
        return Arrays.stream(BETWEEN.split(plain(text)))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String plain(String text) {
        return ACCENT.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }
}
