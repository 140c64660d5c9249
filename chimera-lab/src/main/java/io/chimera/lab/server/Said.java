package io.chimera.lab.server;

import io.chimera.core.file.FileName;
import io.chimera.core.file.Sha256;
import io.chimera.lab.api.UpdateLane;

/** What is to be put into a dialog. */
sealed interface Said {

    /** Files up to this size are told in the order of the words around them. */
    long SMALL = 1 << 20;

    /** The lane in which it is told. */
    UpdateLane lane();

    /** Words. */
    record Words(String text) implements Said {
        @Override
        public UpdateLane lane() {
            return UpdateLane.WORDS;
        }
    }

    /** A file that lies whole in the depot. */
    record Document(FileName name, String mediaType, StoredFile file) implements Said {
        @Override
        public UpdateLane lane() {
            return laneOf(file.size());
        }
    }

    /** A file in the depot. */
    record StoredFile(String place, long size, Sha256 sha256) {}

    /** The lane of a file of this size. */
    static UpdateLane laneOf(long size) {
        return size <= SMALL ? UpdateLane.WORDS : UpdateLane.FILES;
    }
}
