package io.chimera.lab.testing;

import io.chimera.core.file.FileName;
import io.chimera.core.file.SealedFile;
import io.chimera.core.file.Sha256;
import io.chimera.core.file.SharedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;

/** Files of random bytes. */
public final class Noise {

    private static final int CHUNK = 1 << 16;

    private Noise() {}

    /** A file of this name that lies sealed in a folder; written piece by piece, so that any size fits any heap. */
    public static SharedFile file(Path folder, String name, long size) throws IOException {
        var random = new Random(size);
        var path = Files.createTempFile(folder, "noise", null).toAbsolutePath();
        try (var out = Files.newOutputStream(path)) {
            var digest = MessageDigest.getInstance("SHA-256");
            var chunk = new byte[CHUNK];
            for (long left = size; left > 0; left -= CHUNK) {
                random.nextBytes(chunk);
                int length = (int) Math.min(left, CHUNK);
                out.write(chunk, 0, length);
                digest.update(chunk, 0, length);
            }
            var sealed = new SealedFile(path, size, Sha256.of(digest.digest()));
            return new SharedFile(FileName.from(name), SharedFile.UNKNOWN_TYPE, sealed);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
