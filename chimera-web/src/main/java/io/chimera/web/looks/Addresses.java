package io.chimera.web.looks;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds addresses of the web in words. Pure. */
final class Addresses {

    /** What ends a sentence is not part of one. */
    private static final Pattern ADDRESS =
            Pattern.compile("https?://[^\\s<>\"'\\p{Cntrl}]{1,2000}(?<![.,;:!?)\\]»”’])", Pattern.CASE_INSENSITIVE);

    private Addresses() {}

    static List<MatchResult> in(String text) {
        return ADDRESS.matcher(text).results().toList();
    }
}
