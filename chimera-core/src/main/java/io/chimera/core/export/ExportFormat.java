package io.chimera.core.export;

import io.chimera.core.disk.PrivateFolder;
import java.io.IOException;

/** Port: writes dialogs down in one form. */
public interface ExportFormat {

    /** Which one. */
    Format format();

    /**
     * Begins.
     *
     * @param folder empty, and nobody else's; files of messages will lie in it below {@value CopiedFiles#FOLDER}
     */
    Copy begin(PrivateFolder folder, Imprint imprint) throws IOException;
}
