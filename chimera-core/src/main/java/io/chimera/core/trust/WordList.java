package io.chimera.core.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** 2048 words that are told apart by their first four letters, said aloud or written: a list of BIP-39. */
public final class WordList {

    public static final WordList ENGLISH = new WordList("words-en.txt");
    public static final WordList PORTUGUESE = new WordList("words-pt.txt");

    static final int SIZE = 2048;
    static final int LAST = SIZE - 1;

    private final List<String> words;

    private WordList(String file) {
        this.words = read(file);
    }

    /** @param number 0 to 2047 */
    String word(int number) {
        return words.get(number);
    }

    private static List<String> read(String file) {
        try (var in = WordList.class.getResourceAsStream(file)) {
            if (in == null) throw new IllegalStateException(file + " is missing from the program");
            var words = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            if (words.size() != SIZE) throw new IllegalStateException(file + " has " + words.size() + " words");
            return words;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
