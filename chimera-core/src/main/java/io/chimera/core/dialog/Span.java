package io.chimera.core.dialog;

import java.util.Comparator;
import java.util.List;

/**
 * A stretch of a text that has a style. Spans may lie within each other and overlap.
 *
 * @param from its first UTF-16 unit, from 0
 * @param length in UTF-16 units, at least 1
 */
public record Span(int from, int length, Style style) {

    /** The most a text has; Telegram takes as many. */
    public static final int MOST = 100;

    private static final Comparator<Span> ORDER = Comparator.comparingInt(Span::from)
            .thenComparing(Comparator.comparingInt(Span::length).reversed())
            .thenComparing(span -> span.style().getClass().getSimpleName());

    public Span {
        if (from < 0 || length < 1) throw new IllegalArgumentException("no stretch: " + from + ", " + length);
    }

    /** The first UTF-16 unit behind it. */
    public int end() {
        return from + length;
    }

    /**
     * Those that lie within a text and cut no character in two, at most {@link #MOST}, in their order: the one that begins
     * first, and of those the longest. What somebody else sends may not fit; their words are worth more than their looks.
     */
    static List<Span> fitting(String text, List<Span> spans) {
        return spans.stream()
                .filter(span -> span.length() <= text.length() - span.from())
                .filter(span -> !cuts(text, span.from()) && !cuts(text, span.end()))
                .distinct()
                .sorted(ORDER)
                .limit(MOST)
                .toList();
    }

    private static boolean cuts(String text, int at) {
        return at > 0 && at < text.length() && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
    }
}
