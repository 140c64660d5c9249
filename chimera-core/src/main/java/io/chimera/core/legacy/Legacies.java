package io.chimera.core.legacy;

import java.nio.file.Path;
import java.util.List;

/** Port: reads what the first Chimera left behind. */
public interface Legacies {

    /**
     * Opens a database of the first Chimera to be read. Nothing in it or beside it is altered.
     *
     * @param database its {@code chats.db}
     * @param elsewhere folders with files that its owner sent from there. Without them, files are looked for only in the
     *     first Chimera's two folders beside the database, whatever a message says: many a message was written by others
     * @throws UnusableLegacy if it is no such database, or cannot be read
     */
    Legacy open(Path database, List<Path> elsewhere) throws UnusableLegacy;
}
