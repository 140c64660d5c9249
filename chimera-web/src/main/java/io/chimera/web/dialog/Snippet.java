package io.chimera.web.dialog;

import io.chimera.web.dialog.ListView.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Cuts out of a found message what was looked for, and marks it. Pure. */
final class Snippet {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{M}]+");
    private static final int BEFORE = 24;
    private static final int LONGEST = 120;

    private Snippet() {}

    static List<Piece> of(String text, Sought wanted) {
        var line = text.strip().replaceAll("\\s+", " ");
        var shown = around(line, firstHit(line, wanted));
        return mark(shown, wanted);
    }

    private static int firstHit(String line, Sought wanted) {
        return WORD.matcher(line)
                .results()
                .filter(word -> wanted.begins(word.group()))
                .findFirst()
                .map(word -> word.start())
                .orElse(0);
    }

    private static String around(String line, int hit) {
        int from = hit <= BEFORE ? 0 : line.indexOf(' ', hit - BEFORE) + 1;
        if (from > hit) from = hit;
        int to = Math.min(line.length(), from + LONGEST);
        if (to < line.length() && Character.isLowSurrogate(line.charAt(to))) to--;
        return (from > 0 ? "…" : "") + line.substring(from, to) + (to < line.length() ? "…" : "");
    }

    private static List<Piece> mark(String shown, Sought wanted) {
        var pieces = new ArrayList<Piece>();
        var words = WORD.matcher(shown);
        int end = 0;
        while (words.find()) {
            if (!wanted.begins(words.group())) continue;
            if (words.start() > end) pieces.add(new Piece(shown.substring(end, words.start()), false));
            pieces.add(new Piece(words.group(), true));
            end = words.end();
        }
        if (end < shown.length()) pieces.add(new Piece(shown.substring(end), false));
        return pieces;
    }
}
