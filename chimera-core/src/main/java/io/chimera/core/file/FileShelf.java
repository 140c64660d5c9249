package io.chimera.core.file;

import io.chimera.core.message.MessageId;
import java.io.IOException;

/**
 * Port: where one account's files lie. A file is written aside, hashed on the way, and appears under its name only when
 * it is whole and durable.
 */
public interface FileShelf {

    /**
     * Begins a file that is to be whole at once or not at all: closing it unsealed leaves nothing.
     *
     * @param name what it should be called; a second file of that name gets a number
     */
    IncomingFile begin(FileName name) throws IOException;

    /**
     * Begins a file whose transfer may be taken up again, or takes up the one begun under this message id: its
     * {@link IncomingFile#length} says how much is there already. Closing it unsealed keeps what was written for a week.
     *
     * @param size how long it will be, in bytes; a part kept under another size is thrown away
     */
    IncomingFile resume(MessageId message, FileName name, long size) throws IOException;

    /** Removes a sealed file for good. One that is gone already is no error. */
    void remove(SealedFile file) throws IOException;

    /** How many more bytes may be written before the reserve for the database would be touched. */
    long room() throws IOException;
}
