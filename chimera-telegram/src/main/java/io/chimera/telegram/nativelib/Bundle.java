package io.chimera.telegram.nativelib;

import io.chimera.core.file.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * TDLib as this program brings it for one platform, in its class path.
 *
 * @param version TDLib's own
 * @param sha256 of the library; a file with another one is never loaded
 */
record Bundle(Platform platform, String version, Sha256 sha256) {

    /** One, which is the one that is tested. */
    private static final Bundle LINUX = new Bundle(
            new Platform("linux-x64-glibc"),
            "1.8.67",
            new Sha256("47ad24192a3c84d0be783c7c07adb14af0d2f3f53b5830d4660f58c51f298197"));

    /** What is brought for this platform; empty where nothing is. */
    static Optional<Bundle> of(Platform platform) {
        return Optional.of(LINUX).filter(bundle -> bundle.platform.equals(platform));
    }

    /**
     * The library as a file.
     *
     * @param folder where it is put if it is not there yet; made, for its owner only, if there is none
     * @throws NoTdLibrary if this build does not hold it, or it is not what was tested
     */
    Path unpackInto(Path folder) throws NoTdLibrary {
        try {
            Files.createDirectories(folder, ownerOnly(folder));
            var file = folder.resolve("libtdjson-" + version + ".so");
            if (!Files.isRegularFile(file) || !hashOf(file).equals(sha256)) unpack(folder, file);
            return file;
        } catch (IOException failed) {
            throw new NoTdLibrary(
                    "TDLib could not be unpacked into " + folder + " (" + failed + "). Look whether there is room, and"
                            + " whether the folder can be written.",
                    failed);
        }
    }

    private void unpack(Path folder, Path file) throws IOException, NoTdLibrary {
        var aside = Files.createTempFile(folder, "libtdjson", ".new");
        try (var packed = packed()) {
            var hash = copy(packed, aside);
            if (!hash.equals(sha256))
                throw new NoTdLibrary(
                        "The TDLib in this program is not the one that was tested: its SHA-256 is " + hash.hex()
                                + " and should be " + sha256.hex() + ". Get Chimera anew from a source you trust.");
            moveTo(file, aside);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private InputStream packed() throws NoTdLibrary {
        var packed = Bundle.class.getResourceAsStream("/META-INF/tdlib/" + platform.name() + "/libtdjson.so");
        if (packed == null)
            throw NoTdLibrary.takeYourOwn("This build of Chimera holds no TDLib, because npm could not be asked for it"
                    + " when it was made. Build it again with npm and a network.");
        return packed;
    }

    private static void moveTo(Path file, Path aside) throws IOException {
        try {
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException _) {
            Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static Sha256 copy(InputStream packed, Path file) throws IOException {
        var digest = digest();
        try (var hashed = new DigestInputStream(packed, digest)) {
            Files.copy(hashed, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return Sha256.of(digest.digest());
    }

    private static Sha256 hashOf(Path file) throws IOException {
        var digest = digest();
        try (var hashed = new DigestInputStream(Files.newInputStream(file), digest)) {
            hashed.transferTo(OutputStream.nullOutputStream());
        }
        return Sha256.of(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path folder) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }
}
