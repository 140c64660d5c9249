package io.chimera.core.file;

/**
 * A file that the cloud has and this computer has not, as its sender describes it.
 *
 * @param mediaType such as {@code image/png}; a claim, never a reason to trust the bytes
 * @param size in bytes, as far as the cloud knows it
 */
public record DistantFile(FileName name, String mediaType, long size) {

    public DistantFile {
        mediaType = SharedFile.mediaType(mediaType);
        if (size < 0) throw new IllegalArgumentException("no file has " + size + " bytes");
    }
}
