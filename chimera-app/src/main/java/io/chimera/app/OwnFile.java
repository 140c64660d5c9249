package io.chimera.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;

/** A small text file that a setting names and that nobody but its owner may read. */
final class OwnFile {

    /** Far above any key, chain or token. */
    private static final int LARGEST = 64 * 1024;

    private OwnFile() {}

    /**
     * What it says, without blanks around it.
     *
     * @param setting that names it, for the message
     * @throws CannotStart if it is not there, or others can read it
     */
    static String secret(String setting, Path file) {
        var text = text(setting, file);
        try {
            if (!Files.getFileStore(file).supportsFileAttributeView("posix")) return text;
            var granted = Files.getPosixFilePermissions(file);
            var others = EnumSet.copyOf(granted);
            others.removeAll(EnumSet.of(
                    PosixFilePermission.OWNER_READ,
                    PosixFilePermission.OWNER_WRITE,
                    PosixFilePermission.OWNER_EXECUTE));
            if (others.isEmpty()) return text;
            throw new CannotStart(file + ", which " + setting + " names, can be opened by others on this computer ("
                    + PosixFilePermissions.toString(granted) + "). Say chmod 600 " + file
                    + "; if somebody may have read it, replace what is in it.");
        } catch (IOException failed) {
            throw unreadable(setting, file);
        }
    }

    private static String text(String setting, Path file) {
        try {
            if (Files.size(file) > LARGEST)
                throw new CannotStart(file + ", which " + setting + " names, is too large to be what it should be.");
            var text = Files.readString(file).strip();
            if (text.isEmpty()) throw new CannotStart(file + ", which " + setting + " names, is empty.");
            return text;
        } catch (IOException failed) {
            throw unreadable(setting, file);
        }
    }

    private static CannotStart unreadable(String setting, Path file) {
        return new CannotStart(
                file + ", which " + setting + " names, cannot be read. Look whether it is there and is this user's.");
    }
}
