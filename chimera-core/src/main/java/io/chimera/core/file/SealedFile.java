package io.chimera.core.file;

import java.nio.file.Path;

/**
 * A whole file on the shelf, durable and not to change.
 *
 * @param path absolute
 * @param size in bytes
 */
public record SealedFile(Path path, long size, Sha256 sha256) {
    public SealedFile {
        if (!path.isAbsolute()) throw new IllegalArgumentException("a sealed file has an absolute path");
        if (size < 0) throw new IllegalArgumentException("no file has " + size + " bytes");
    }
}
