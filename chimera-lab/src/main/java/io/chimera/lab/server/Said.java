package io.chimera.lab.server;

import io.chimera.core.dialog.Body;
import io.chimera.core.file.FileName;
import io.chimera.core.file.Sha256;

/** What is to be put into a dialog. */
sealed interface Said {

    /** Words. */
    record Words(Body.Text body) implements Said {}

    /** A file that lies whole in the depot. */
    record Document(FileName name, String mediaType, StoredFile file) implements Said {}

    /** A file in the depot. */
    record StoredFile(String place, long size, Sha256 sha256) {}
}
