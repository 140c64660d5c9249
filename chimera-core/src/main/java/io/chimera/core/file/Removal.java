package io.chimera.core.file;

import java.io.IOException;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes files no message is about any more. One that cannot be removed is nobody's loss: the log says that it stays. */
public final class Removal {

    private static final Logger LOG = LoggerFactory.getLogger(Removal.class);

    private Removal() {}

    /** Removes these from a shelf, as far as that is possible and they lie there. */
    public static void of(Collection<SealedFile> files, FileShelf shelf) {
        files.forEach(file -> of(file, shelf));
    }

    /** Removes this one. */
    public static void of(SealedFile file, FileShelf shelf) {
        try {
            shelf.remove(file);
        } catch (IOException | IllegalArgumentException left) { // the latter if it never lay on this shelf
            LOG.warn("A file that is not wanted any more could not be removed", left);
        }
    }
}
