package io.chimera.core.file;

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
        mediaType =
                mediaType.length() <= LONGEST_TYPE && mediaType.matches("[a-zA-Z0-9!#$&^_.+-]+/[a-zA-Z0-9!#$&^_.+-]+")
                        ? mediaType.toLowerCase(java.util.Locale.ROOT)
                        : UNKNOWN_TYPE;
    }
}
