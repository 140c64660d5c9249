package io.chimera.core.file;

import java.util.Locale;

/**
 * A file as a message shows it.
 *
 * @param name what it is called; says nothing about where it lies
 * @param mediaType such as {@code image/png}; a claim of its sender, never a reason to trust the bytes
 */
public record SharedFile(FileName name, String mediaType, SealedFile content) {

    /** What is not known to be anything else. */
    public static final String UNKNOWN_TYPE = "application/octet-stream";

    private static final int LONGEST_TYPE = 127;

    public SharedFile {
        mediaType = mediaType(mediaType);
    }

    /** A media type in small letters; {@link #UNKNOWN_TYPE} for what is none. */
    static String mediaType(String claimed) {
        return claimed.length() <= LONGEST_TYPE && claimed.matches("[a-zA-Z0-9!#$&^_.+-]+/[a-zA-Z0-9!#$&^_.+-]+")
                ? claimed.toLowerCase(Locale.ROOT)
                : UNKNOWN_TYPE;
    }
}
