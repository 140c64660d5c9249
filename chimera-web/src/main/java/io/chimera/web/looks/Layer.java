package io.chimera.web.looks;

import java.util.Comparator;

/**
 * What lies around a stretch of a text in a page.
 *
 * @param from its first UTF-16 unit
 * @param end the first behind it
 * @param open the markup before it
 * @param close the markup behind it
 */
record Layer(int from, int end, Kind kind, String open, String close) {

    /** From the outermost to the innermost: blocks hold lines, and neither buttons nor links stand within links. */
    enum Kind {
        QUOTE,
        BLOCK,
        SPOILER,
        LINK,
        BOLD,
        ITALIC,
        UNDERLINED,
        STRUCK,
        CODE;

        boolean isBlock() {
            return this == QUOTE || this == BLOCK;
        }

        private boolean isPlain() {
            return compareTo(LINK) > 0;
        }
    }

    /** Of what may lie either way, the longer lies around the shorter. */
    static final Comparator<Layer> OUTERMOST_FIRST = Comparator.comparing(
                    (Layer layer) -> layer.kind().isPlain() ? Kind.BOLD : layer.kind())
            .thenComparingInt(Layer::from)
            .thenComparing(Comparator.comparingInt(Layer::end).reversed())
            .thenComparing(Layer::kind);

    boolean covers(int start, int stop) {
        return from <= start && stop <= end;
    }

    boolean touches(int start, int stop) {
        return from < stop && start < end;
    }
}
