package io.chimera.store.legacy;

import io.chimera.core.legacy.Legacies;
import io.chimera.core.legacy.Legacy;
import io.chimera.core.legacy.UnusableLegacy;
import io.chimera.core.legacy.UnusableLegacy.Why;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Opens what the first Chimera left. */
public final class SqliteLegacies implements Legacies {

    private static final int READ_VERSION = 19;
    private static final int WAL = 2;

    @Override
    public Legacy open(Path database, List<Path> elsewhere) throws UnusableLegacy {
        var file = plainFile(database);
        refuseOtherJournals(file);
        var legacy = new SqliteLegacy(OldDatabase.open(file), new OldFiles(file, elsewhere));
        try {
            legacy.look();
            return legacy;
        } catch (UnusableLegacy | RuntimeException refused) {
            legacy.close();
            throw refused;
        }
    }

    private static Path plainFile(Path database) throws UnusableLegacy {
        try {
            var file = database.toRealPath();
            // The driver takes what follows a question mark for settings.
            if (Files.isRegularFile(file)
                    && Files.isReadable(file)
                    && file.toString().indexOf('?') < 0) return file;
        } catch (IOException _) {
            // told below: who asks is not told more of what is there than that it cannot be used
        }
        throw new UnusableLegacy(
                Why.NOT_THERE,
                "There is no file " + database
                        + " that can be read. Give the whole path of the first Chimera's chats.db");
    }

    /** Even to read a database with a write-ahead log, SQLite writes beside it. The first Chimera never had one. */
    private static void refuseOtherJournals(Path file) throws UnusableLegacy {
        if (readVersion(file) != WAL) return;
        throw new UnusableLegacy(
                Why.LEFT_OPEN,
                file + " has a write-ahead log, which the first Chimera never used. Make a copy without one: sqlite3 "
                        + "chats.db \"VACUUM INTO 'copy.db'\"; then import copy.db, with the folders of files beside it");
    }

    /** The first number of the file format that says how to read it (sqlite.org/fileformat2.html §1.3.3). */
    private static int readVersion(Path file) throws UnusableLegacy {
        try (var bytes = Files.newInputStream(file)) {
            var head = bytes.readNBytes(READ_VERSION + 1);
            return head.length > READ_VERSION ? head[READ_VERSION] : 0;
        } catch (IOException failed) {
            throw new UnusableLegacy(Why.NOT_THERE, file + " cannot be read: " + failed.getMessage());
        }
    }
}
