package io.chimera.pki.identity;

import io.chimera.core.disk.PrivateFolder;
import java.io.IOException;
import java.nio.file.Path;

/** A small file with a secret that somebody else has put there. */
final class SecretFile {

    private SecretFile() {}

    /**
     * What it says, without blanks around it.
     *
     * @param what for the message if it cannot be read
     */
    static String read(String what, Path file) throws IOException {
        var absolute = file.toAbsolutePath();
        var folder = absolute.getParent();
        if (folder == null) throw new IOException(file + " is not a file that could hold " + what);
        var opened = PrivateFolder.existing(folder);
        var text = opened.isEmpty()
                ? ""
                : opened.get().read(String.valueOf(absolute.getFileName())).orElse("");
        if (text.isBlank())
            throw new IOException(file + " does not hold " + what + ". Put it there, readable by its owner only.");
        return text.strip();
    }
}
