package io.chimera.web.upload;

import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Message;
import io.chimera.core.file.FileName;
import io.chimera.core.file.IncomingFile.NoRoom;
import io.chimera.core.file.SealedFile;
import io.chimera.core.file.SharedFile;
import io.chimera.core.message.MessageId;
import io.chimera.core.messenger.Messenger;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes files in as they come, one buffer at a time. What does not come whole leaves nothing. */
@Component
public class Uploads {

    private static final int BUFFER = 256 * 1024;
    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);

    Uploads() {}

    /**
     * Where a file is to go.
     *
     * @param answers the message there that it answers
     */
    public record Destination(DialogId dialog, Optional<MessageId> answers) {}

    /**
     * Sends a file into a dialog.
     *
     * @param mediaType what its sender says it is
     * @param announced its length in bytes; -1 when that is not known
     * @param bytes ends where the file ends; not closed here
     * @return the message as it is stored
     * @throws NoRoom if the disk has none
     * @throws CutShort if fewer bytes came than were announced
     */
    public Message send(
            Messenger me, Destination to, FileName name, String mediaType, long announced, InputStream bytes)
            throws IOException {
        if (announced > me.shelf().room()) throw new NoRoom("a file of " + announced + " bytes has no room");
        var sealed = store(me, name, announced, bytes);
        try {
            return me.correspondence().send(to.dialog(), new SharedFile(name, mediaType, sealed), to.answers());
        } catch (RuntimeException notSent) {
            remove(me, sealed);
            throw notSent;
        }
    }

    private static SealedFile store(Messenger me, FileName name, long announced, InputStream bytes) throws IOException {
        var buffer = new byte[BUFFER];
        try (var incoming = me.shelf().begin(name)) {
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                incoming.write(ByteBuffer.wrap(buffer, 0, read));
            }
            if (announced >= 0 && incoming.length() != announced) throw new CutShort(incoming.length(), announced);
            return incoming.seal();
        }
    }

    private static void remove(Messenger me, SealedFile sealed) {
        try {
            me.shelf().remove(sealed);
        } catch (IOException left) {
            LOG.warn("A file that was not sent could not be removed", left);
        }
    }

    /** The file ended before its announced end. */
    public static final class CutShort extends IOException {
        CutShort(long came, long announced) {
            super("only " + came + " of " + announced + " bytes came");
        }
    }
}
