package io.chimera.web.provider;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * As much of a long list as stands on a page.
 *
 * @param older where the next page begins; empty on the last
 */
record PageOf<T>(List<T> rows, Optional<String> older) {

    static final int SIZE = 25;

    /**
     * Of one row more than there is room for, if there is one.
     *
     * @param found at most {@link #SIZE} and one
     * @param mark by what the last row shown is found again
     * @param view how a row is shown
     */
    static <R, T> PageOf<T> of(List<R> found, Function<R, String> mark, Function<R, T> view) {
        var shown = found.subList(0, Math.min(SIZE, found.size()));
        return new PageOf<>(
                shown.stream().map(view).toList(),
                found.size() > SIZE ? Optional.of(mark.apply(shown.getLast())) : Optional.empty());
    }
}
