package io.chimera.store.export;

import io.chimera.core.disk.PrivateFolder;
import io.chimera.core.export.Copy;
import io.chimera.core.export.ExportFormat;
import io.chimera.core.export.Format;
import io.chimera.core.export.Imprint;
import java.io.IOException;
import java.sql.SQLException;

/** A database that needs no Chimera to be asked. */
public final class SqliteExport implements ExportFormat {

    /** What it is called in an export's folder. */
    static final String NAME = "dialogs.sqlite";

    @Override
    public Format format() {
        return Format.SQLITE;
    }

    @Override
    public Copy begin(PrivateFolder folder, Imprint imprint) throws IOException {
        try {
            return SqliteCopy.begin(folder.reserve(NAME), imprint);
        } catch (SQLException failed) {
            throw new IOException(failed);
        }
    }
}
