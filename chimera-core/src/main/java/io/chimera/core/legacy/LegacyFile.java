package io.chimera.core.legacy;

import io.chimera.core.file.FileName;
import java.io.IOException;
import java.io.InputStream;

/** A file that the first Chimera left. */
public interface LegacyFile {

    FileName name();

    /** Such as {@code image/png}; a guess by its name. */
    String mediaType();

    /** Its bytes. Whoever opens this closes it. */
    InputStream open() throws IOException;
}
