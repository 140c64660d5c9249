package io.chimera.app;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** The token programs on this computer use for the REST API: a file only its owner can read. */
final class ApiTokenFile {

    private static final int RANDOM_BYTES = 32;

    private final Path file;

    ApiTokenFile(Path home) {
        this.file = home.resolve("token");
    }

    /** The token; a new one is made where there is none yet. */
    String readOrMake() throws IOException {
        if (!Files.exists(file)) make();
        var token = Files.readString(file).strip();
        if (token.length() < RANDOM_BYTES)
            throw new CannotStart(
                    "The file " + file + " holds no usable token. Delete it; a new one is made at the start.");
        return token;
    }

    private void make() throws IOException {
        var bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + System.lineSeparator();
        try (var channel = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), onlyMine())) {
            channel.write(java.nio.ByteBuffer.wrap(token.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        } catch (FileAlreadyExistsException _) {
            // another start made it first; its token is as good
        }
    }

    private static FileAttribute<?>[] onlyMine() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
