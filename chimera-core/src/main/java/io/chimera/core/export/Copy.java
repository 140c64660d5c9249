package io.chimera.core.export;

import io.chimera.core.dialog.DialogSummary;
import java.io.Closeable;
import java.io.IOException;

/** Dialogs being written down, one after the other. Used by one thread. */
public interface Copy extends Closeable {

    /** The next dialog; its messages follow. */
    void begin(DialogSummary dialog) throws IOException;

    /** The next message of the dialog, oldest first. */
    void add(CopiedMessage message) throws IOException;

    /** There are no more messages in the dialog. */
    void end() throws IOException;

    /** There are no more dialogs: everything is written when this returns. */
    void finish() throws IOException;

    /** Lets go of what is open, finished or not. */
    @Override
    void close() throws IOException;
}
