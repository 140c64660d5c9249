package io.chimera.store.disk;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.chimera.core.message.MessageId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of files that are not whole yet. A part's name says all there is to know of it: the message it belongs to and
 * how long it is to become. There is no second file beside it that a crash could part it from.
 */
final class Parts {

    private static final String PASSING = ".tmp";
    private static final String KEPT = ".part";
    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

    private final Path folder;
    private final Set<MessageId> inUse = ConcurrentHashMap.newKeySet();

    private Parts(Path folder) {
        this.folder = folder;
    }

    /** Opens the folder and removes what nobody will take up again: parts of passing files, and kept ones grown old. */
    static Parts open(Path folder, Duration keep, Clock clock) throws IOException {
        OwnerOnly.createFolder(folder);
        var oldest = clock.instant().minus(keep);
        int swept = 0;
        try (var parts = Files.newDirectoryStream(folder, "*{" + PASSING + "," + KEPT + "}")) {
            for (var part : parts) {
                boolean old = Files.getLastModifiedTime(part).toInstant().isBefore(oldest);
                if (old || part.toString().endsWith(PASSING)) {
                    Files.delete(part);
                    swept++;
                }
            }
        }
        if (swept > 0) LOG.info("Parts of files nobody took up again were removed count={}", swept);
        return new Parts(folder);
    }

    /** Where a file that is to be whole at once may be written. */
    Path passing() {
        return folder.resolve(UUID.randomUUID() + PASSING);
    }

    /**
     * Where this message's file is written. Parts of it that were to become longer or shorter are removed.
     *
     * @throws IOException if it is being written already
     */
    Path claim(MessageId message, long size) throws IOException {
        if (!inUse.add(message)) throw new IOException("the file of message " + message + " is being written already");
        try {
            var part = folder.resolve(message + "." + size + KEPT);
            try (var others = Files.newDirectoryStream(folder, message + ".*" + KEPT)) {
                for (var other : others) if (!other.equals(part)) Files.delete(other);
            }
            return part;
        } catch (IOException failed) {
            inUse.remove(message);
            throw failed;
        }
    }

    /** The message's file is not being written any more. */
    void release(MessageId message) {
        inUse.remove(message);
    }

    /** Opens a part for reading and writing, and makes it if it is not there. */
    static FileChannel openPart(Path part) throws IOException {
        return OwnerOnly.open(part, Set.of(CREATE, READ, WRITE));
    }
}
