package io.chimera.lab.server;

import io.chimera.core.file.Sha256;
import io.chimera.lab.api.No;
import io.chimera.lab.net.PrivateFolder;
import io.chimera.lab.server.Said.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lab cloud's files: each whole, durable and with the hash that was announced, or not there. Their names are made
 * here; nothing anybody sends becomes a path.
 */
final class Depot {

    private static final Logger LOG = LoggerFactory.getLogger(Depot.class);

    private static final int MOST_OPEN = 16;
    private static final Duration LONGEST_STILL = Duration.ofHours(1);
    private static final String UNFINISHED = ".part";

    /** What is left for others on the disk. */
    private static final long RESERVE = 64L << 20;

    private final Path folder;
    private final long largest;
    private final Clock clock;
    private final Map<UUID, Opened> open = new ConcurrentHashMap<>();

    private Depot(Path folder, long largest, Clock clock) {
        this.folder = folder;
        this.largest = largest;
        this.clock = clock;
    }

    /**
     * Opens the folder and removes what a crash left in it.
     *
     * @param kept the places that messages know of
     * @param largest the longest file taken, in bytes
     */
    static Depot open(Path folder, Set<String> kept, long largest, Clock clock) throws IOException {
        PrivateFolder.make(folder);
        int removed = 0;
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                if (kept.contains(file.getFileName().toString())) continue;
                Files.delete(file);
                removed++;
            }
        }
        if (removed > 0) LOG.info("Removed files of the lab cloud that no message knows of count={}", removed);
        return new Depot(folder, largest, clock);
    }

    /** Makes room for a file that is to be brought. */
    UUID announce(long owner, long size, Sha256 sha256) throws IOException {
        if (size < 0) throw new Refusal(No.MALFORMED, "no file has " + size + " bytes");
        if (size > largest) throw new Refusal(No.TOO_LARGE, "at most " + largest + " bytes are taken");
        if (Files.getFileStore(folder).getUsableSpace() - RESERVE < size)
            throw new Refusal(No.NO_ROOM, "the lab's disk has no room for " + size + " bytes");
        forgetOld();
        if (open.values().stream().filter(there -> there.owner == owner).count() >= MOST_OPEN)
            throw new Refusal(No.TOO_MANY, "at most " + MOST_OPEN + " files can be brought at once");
        var id = UUID.randomUUID();
        open.put(id, new Opened(owner, size, sha256, clock.instant()));
        if (size == 0) receive(owner, id, 0, new byte[0]);
        return id;
    }

    private void forgetOld() {
        var oldest = clock.instant().minus(LONGEST_STILL);
        open.entrySet().stream()
                .filter(there -> there.getValue().movedAt.isBefore(oldest))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(this::forget);
    }

    private void forget(UUID upload) {
        open.remove(upload);
        try {
            Files.deleteIfExists(part(upload));
            Files.deleteIfExists(folder.resolve(upload.toString()));
        } catch (IOException e) {
            LOG.warn("An unwanted file of the lab cloud could not be removed", e);
        }
    }

    /** Takes the next bytes of an announced file. If they turn out to be others than announced, none is kept. */
    void receive(long owner, UUID upload, long offset, byte[] bytes) throws IOException {
        var announced = opened(owner, upload);
        synchronized (announced) {
            if (offset != announced.length)
                throw new Refusal(No.UNACCEPTABLE, "the next bytes are those from " + announced.length);
            if (offset + bytes.length > announced.size) throw new Refusal(No.UNACCEPTABLE, "these are too many bytes");
            try {
                append(part(upload), ByteBuffer.wrap(bytes));
                announced.add(bytes, clock.instant());
                finishIfWhole(upload, announced);
            } catch (IOException e) {
                forget(upload); // how much of it is on the disk is not known
                throw e;
            }
        }
    }

    private void append(Path part, ByteBuffer bytes) throws IOException {
        var how = Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        try (var out = FileChannel.open(part, how, PrivateFolder.ownersOnly(folder))) {
            while (bytes.hasRemaining()) out.write(bytes);
        }
    }

    private void finishIfWhole(UUID upload, Opened announced) throws IOException {
        if (announced.length < announced.size) return;
        if (!Sha256.of(announced.digest.digest()).equals(announced.sha256)) {
            forget(upload);
            throw new Refusal(No.UNACCEPTABLE, "the bytes are not those that were announced");
        }
        try (var out = FileChannel.open(part(upload), StandardOpenOption.WRITE)) {
            out.force(true);
        }
        Files.move(part(upload), folder.resolve(upload.toString()), StandardCopyOption.ATOMIC_MOVE);
        announced.whole = true;
    }

    /** A file that was brought whole, and is to become a message: from now on the caller's to keep or remove. */
    StoredFile take(long owner, UUID upload) {
        var announced = opened(owner, upload);
        if (!announced.whole || !open.remove(upload, announced)) throw unknown();
        return new StoredFile(upload.toString(), announced.size, announced.sha256);
    }

    /** Puts a file there that comes with the lab. */
    StoredFile put(byte[] content) {
        try {
            var hash = Sha256.of(sha256().digest(content));
            var place = UUID.randomUUID().toString();
            var how = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            try (var out = FileChannel.open(folder.resolve(place), how, PrivateFolder.ownersOnly(folder))) {
                for (var left = ByteBuffer.wrap(content); left.hasRemaining(); ) out.write(left);
                out.force(true);
            }
            return new StoredFile(place, content.length, hash);
        } catch (IOException e) {
            throw new UncheckedIOException("the lab's first files cannot be written", e);
        }
    }

    /** A file's bytes. */
    InputStream read(String place) throws IOException {
        return Channels.newInputStream(FileChannel.open(folder.resolve(place), StandardOpenOption.READ));
    }

    /** Removes a file no message knows of any more. */
    void remove(String place) {
        try {
            Files.deleteIfExists(folder.resolve(place));
        } catch (IOException e) {
            LOG.warn("A file of a deleted message stays until the lab cloud starts again", e);
        }
    }

    private Opened opened(long owner, UUID upload) {
        var there = open.get(upload);
        if (there == null || there.owner != owner) throw unknown();
        return there;
    }

    private static Refusal unknown() {
        return new Refusal(No.NO_SUCH_UPLOAD, "announce the file and bring its bytes first");
    }

    private Path part(UUID upload) {
        return folder.resolve(upload + UNFINISHED);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /** A file that is being brought; what changes is guarded by it. */
    private static final class Opened {
        final long owner;
        final long size;
        final Sha256 sha256;
        final MessageDigest digest = Depot.sha256();
        long length;
        volatile Instant movedAt;
        volatile boolean whole;

        Opened(long owner, long size, Sha256 sha256, Instant now) {
            this.owner = owner;
            this.size = size;
            this.sha256 = sha256;
            this.movedAt = now;
        }

        void add(byte[] bytes, Instant now) {
            length += bytes.length;
            digest.update(bytes);
            movedAt = now;
        }
    }
}
