package io.chimera.core.legacy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A file as a message of the first Chimera names it: by its absolute path on the computer where it ran, and behind a dash
 * the words that came with it. A name may hold dashes too, so that one text can be read in several ways.
 *
 * @param path absolute, in the notation of that computer
 * @param caption what came with it; may be empty
 */
public record FileReference(String path, String caption) {

    /** Where the first Chimera put what it received. */
    public static final Set<String> FOLDERS = Set.of("imagens_chimera", "arquivos_chimera");

    private static final Pattern ABSOLUTE = Pattern.compile("/|[A-Za-z]:[/\\\\]|\\\\\\\\");
    private static final Pattern SEPARATOR = Pattern.compile("[/\\\\]");
    private static final String DASH = " - ";

    /** More dashes than this are not tried. */
    private static final int MOST_READINGS = 16;

    /**
     * How a text can be read as a file, the longest path first; not at all if it is no path.
     *
     * @param mine whether the owner wrote it. What others wrote names a file only in the first Chimera's folders, where
     *     it put files itself: anything else is words
     */
    static List<FileReference> in(String text, boolean mine) {
        if (!ABSOLUTE.matcher(text).lookingAt()) return List.of();
        var readings = new LinkedHashSet<FileReference>();
        int line = text.indexOf('\n') < 0 ? text.length() : text.indexOf('\n');
        if (line == text.length()) addBoth(readings, text, "");
        int dash = text.lastIndexOf(DASH, line);
        for (int tried = 0; dash > 0 && tried < MOST_READINGS; tried++) {
            addBoth(readings, text.substring(0, dash), text.substring(dash + DASH.length()));
            dash = text.lastIndexOf(DASH, dash - 1);
        }
        readings.removeIf(reading -> !reading.isFile(mine));
        return List.copyOf(readings);
    }

    /** What was sent has its quotation marks doubled, what was received has not. */
    private static void addBoth(Set<FileReference> readings, String path, String caption) {
        readings.add(new FileReference(path, caption));
        readings.add(new FileReference(OldWords.undoubled(path), caption));
    }

    private boolean isFile(boolean mine) {
        var segments = segments();
        var name = segments.getLast();
        if (name.isBlank() || name.equals(".") || name.equals("..") || path.indexOf('\0') >= 0) return false;
        return folder().isPresent() || (mine && segments.size() > 2);
    }

    /** Which of {@link #FOLDERS} it lies in, if it is one. */
    public Optional<String> folder() {
        var segments = segments();
        return segments.size() < 2
                ? Optional.empty()
                : Optional.of(segments.get(segments.size() - 2)).filter(FOLDERS::contains);
    }

    /** The last part of the path. */
    public String name() {
        return segments().getLast();
    }

    private List<String> segments() {
        return new ArrayList<>(List.of(SEPARATOR.split(path, -1)));
    }
}
