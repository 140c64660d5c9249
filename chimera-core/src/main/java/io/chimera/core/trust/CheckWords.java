package io.chimera.core.trust;

import java.util.List;

/** Numbers a person is to recognise, as words: the same numbers are always the same words of one list. */
public final class CheckWords {

    private CheckWords() {}

    /**
     * The words for some numbers.
     *
     * @param numbers each 0 to 2047
     */
    public static List<String> of(List<Integer> numbers, WordList list) {
        return numbers.stream().map(list::word).toList();
    }
}
