package io.chimera.store;

import io.chimera.core.dialog.Body;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What somebody looks for, as an FTS5 query (sqlite.org/fts5.html §3). Only letters and digits reach it, each word in
 * quotes, so that nothing in them is taken for the query language.
 */
final class SearchWords {

    /** More words than anybody types; the rest is not looked for. */
    private static final int MOST = 32;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}]*");

    private final List<String> words;

    SearchWords(String typed) {
        var atMostAMessage = typed.substring(0, Math.min(typed.length(), Body.LONGEST_TEXT));
        words = WORD.matcher(atMostAMessage)
                .results()
                .map(MatchResult::group)
                .limit(MOST)
                .toList();
    }

    /** Whether there is nothing that could be found. */
    boolean none() {
        return words.isEmpty();
    }

    /** All of them as whole words. */
    String whole(Optional<Long> dialog) {
        return query("\"", dialog);
    }

    /** All of them as whole words or beginnings. */
    String beginnings(Optional<Long> dialog) {
        return query("\" *", dialog);
    }

    private String query(String end, Optional<Long> dialog) {
        var texts = words.stream()
                .map(word -> '"' + word + end)
                .collect(Collectors.joining(" AND ", "{text file_name} : (", ")"));
        return dialog.map(id -> "dialog : \"" + id + "\" AND " + texts).orElse(texts);
    }
}
