package io.chimera.lab.api;

/**
 * A file whose bytes are to be brought, before a message is made of them.
 *
 * @param size in bytes
 * @param sha256 64 lower-case hexadecimal digits; other bytes are not taken
 */
public record AnnouncedUpload(long size, String sha256) {

    /** The most bytes brought at once. */
    public static final int PART = 256 * 1024;
}
