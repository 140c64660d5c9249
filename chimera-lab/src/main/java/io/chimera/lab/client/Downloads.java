package io.chimera.lab.client;

import io.chimera.core.dialog.DialogId;
import io.chimera.core.file.IncomingFile;
import io.chimera.core.file.Sha256;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.transfer.Transfer;
import io.chimera.lab.api.No;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches files from the lab cloud. */
final class Downloads {

    private static final Logger LOG = LoggerFactory.getLogger(Downloads.class);

    private final LabLine line;

    Downloads(LabLine line) {
        this.line = line;
    }

    /**
     * Writes a message's file.
     *
     * @return whether it is whole; no if it was deleted, or is not what was sent
     * @throws Denied if the cloud does not give it now
     * @throws Broken if the connection failed
     * @throws IOException if this computer cannot take it now
     */
    boolean fetch(DialogId dialog, CloudMessageId message, IncomingFile to, Transfer transfer)
            throws IOException, InterruptedException {
        var digest = sha256();
        try {
            var expected = line.fetch(dialog.value(), message.value(), bytes -> {
                int length = bytes.remaining();
                digest.update(bytes.duplicate());
                to.write(bytes);
                transfer.moved(length);
            });
            return isWhole(expected, Sha256.of(digest.digest()), to.length());
        } catch (Denied denied) {
            if (denied.is(No.ERASED) || denied.is(No.NO_SUCH_MESSAGE)) return false;
            throw denied;
        }
    }

    private static boolean isWhole(Optional<String> expected, Sha256 received, long size) {
        if (expected.equals(Optional.of(received.hex()))) return true;
        LOG.warn("A file of the lab cloud is not what was sent; it is left out size={}", size);
        return false;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
