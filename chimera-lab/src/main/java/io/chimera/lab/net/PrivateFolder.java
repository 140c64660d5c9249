package io.chimera.lab.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Folders and files that only their owner may open, from the moment they exist. */
public final class PrivateFolder {

    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final FileAttribute<?>[] NONE = {};

    private PrivateFolder() {}

    /** Makes a folder (0700), and those above it, unless it is there. */
    public static Path make(Path folder) throws IOException {
        if (Files.isDirectory(folder)) return folder;
        return Files.createDirectories(folder, only(folder, FOLDER));
    }

    /** What a new file in a folder is to be made with, so that it is 0600 from the first moment. */
    public static FileAttribute<?>[] ownersOnly(Path folder) {
        return only(folder, FILE);
    }

    /** Whether somebody else than its owner may open a file. */
    public static boolean isOpenToOthers(Path file) throws IOException {
        return isPosix(file) && !FILE.containsAll(Files.getPosixFilePermissions(file));
    }

    private static FileAttribute<?>[] only(Path place, Set<PosixFilePermission> rights) {
        return isPosix(place) ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(rights)} : NONE;
    }

    private static boolean isPosix(Path place) {
        return place.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
