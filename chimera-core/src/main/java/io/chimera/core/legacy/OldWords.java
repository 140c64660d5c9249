package io.chimera.core.legacy;

import io.chimera.core.dialog.Body;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the first Chimera's texts mean. Pure. */
final class OldWords {

    /** The line it put at the beginning of a dialog with a number, so that the dialog would be listed. */
    private static final String BEGINNING = "Início da conversa";

    private static final Pattern QUOTES = Pattern.compile("'+|\"+");

    private OldWords() {}

    /** Whether nobody wrote it. */
    static boolean isBeginning(String text, String date) {
        return date.isBlank() && text.equals(BEGINNING);
    }

    /**
     * The text as it was before its quotation marks were doubled, which the first Chimera did to what it sent and to what
     * came in while it ran, but not to what it fetched. One with a mark that stands alone was not.
     */
    static String undoubled(String text) {
        boolean doubled =
                QUOTES.matcher(text).results().allMatch(run -> run.group().length() % 2 == 0);
        return doubled
                ? QUOTES.matcher(text)
                        .replaceAll(run -> run.group().substring(run.group().length() / 2))
                : text;
    }

    /** The text as messages can hold it, in as many pieces as it needs; none if there is nothing to be seen in it. */
    static List<Body.Text> pieces(String text) {
        var clean = repaired(text).replace('\0', '\ufffd');
        var pieces = new ArrayList<Body.Text>();
        for (int from = 0; from < clean.length(); ) {
            int to = Math.min(from + Body.LONGEST_TEXT, clean.length());
            if (to < clean.length() && Character.isHighSurrogate(clean.charAt(to - 1))) to--;
            piece(clean.substring(from, to)).ifPresent(pieces::add);
            from = to;
        }
        return pieces;
    }

    private static Optional<Body.Text> piece(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(new Body.Text(text));
    }

    private static String repaired(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
