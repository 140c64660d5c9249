package io.chimera.core.export;

import io.chimera.core.disk.PrivateFolder;
import io.chimera.core.file.Sha256;
import io.chimera.core.file.SharedFile;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** Copies messages' files: each content once under each name, in a folder named by its hash. */
final class CopiedFiles {

    /** Where they lie in an export. */
    static final String FOLDER = "files";

    private static final int BUFFER = 256 * 1024;

    private final Path root;

    CopiedFiles(PrivateFolder root) {
        this.root = root.path();
    }

    /**
     * Copies a file, unless it is there.
     *
     * @return where it lies, seen from the export; empty if it is lost: gone, or not what it was
     * @throws IOException if it cannot be written
     */
    Optional<String> copy(SharedFile file) throws IOException {
        var content = file.content();
        var place = FOLDER + "/" + content.sha256() + "/" + file.name();
        if (Files.exists(root.resolve(place))) return Optional.of(place);
        if (!Files.isRegularFile(content.path())) return Optional.empty();
        var folder = PrivateFolder.open(root.resolve(FOLDER, content.sha256().hex()));
        var copy = folder.reserve(file.name().value());
        if (write(content.path(), copy).equals(content.sha256())) return Optional.of(place);
        Files.delete(copy);
        return Optional.empty();
    }

    private static Sha256 write(Path from, Path to) throws IOException {
        var digest = sha256();
        try (var in = Files.newInputStream(from);
                var out = Files.newOutputStream(to)) {
            var buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (Thread.currentThread().isInterrupted()) throw new InterruptedIOException("told to stop");
                digest.update(buffer, 0, count);
                out.write(buffer, 0, count);
            }
        }
        return Sha256.of(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
