package io.chimera.core.disk;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * A folder that only its owner can enter (0700), and the small text files in it (0600 from the moment they exist).
 *
 * <p>A file is replaced whole or not at all: it is written beside its place, forced to disk, and then moved over it in
 * one step. Where permissions were widened since, nothing is read and nothing written. On file systems without POSIX
 * permissions the folder inherits what its parent grants.
 */
public final class PrivateFolder {

    private static final Set<PosixFilePermission> OWNER_ENTERS = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNER_READS = PosixFilePermissions.fromString("rw-------");

    /** Far above any key, chain or note kept here; a larger file is not ours. */
    private static final int LARGEST = 256 * 1024;

    private static final String CLAIM = "claim.lock";

    private final Path folder;
    private final boolean posix;

    private PrivateFolder(Path folder, boolean posix) {
        this.folder = folder;
        this.posix = posix;
    }

    /**
     * Opens a folder, and makes it with its parents if there is none.
     *
     * @throws TooOpen if others can enter it
     */
    public static PrivateFolder open(Path folder) throws IOException {
        var posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        Files.createDirectories(folder, posix ? only(OWNER_ENTERS) : new FileAttribute<?>[0]);
        var opened = new PrivateFolder(folder, posix);
        opened.check(folder);
        return opened;
    }

    /**
     * Opens a folder if there is one.
     *
     * @throws TooOpen if others can enter it
     */
    public static Optional<PrivateFolder> existing(Path folder) throws IOException {
        return Files.isDirectory(folder) ? Optional.of(open(folder)) : Optional.empty();
    }

    /** Where it is. */
    public Path path() {
        return folder;
    }

    /**
     * What a file says, or empty if there is none.
     *
     * @throws TooOpen if others can read it
     * @throws IOException also if it holds more than 256 KiB or is not UTF-8
     */
    public Optional<String> read(String name) throws IOException {
        return read(name, LARGEST);
    }

    /**
     * The same for a file that may be larger than usual.
     *
     * @param largest in bytes
     */
    public Optional<String> read(String name, int largest) throws IOException {
        var file = folder.resolve(name);
        if (!Files.exists(file)) return Optional.empty();
        check(folder);
        check(file);
        if (Files.size(file) > largest) throw new IOException(file + " is too large to be one of ours");
        return Optional.of(Files.readString(file));
    }

    /** Replaces a file, or makes it. Durable when this returns; when it throws, the file is as it was before. */
    public void write(String name, String text) throws IOException {
        check(folder);
        var aside = folder.resolve(name + ".new");
        try {
            Files.deleteIfExists(aside);
            fill(aside, text);
            Files.move(aside, folder.resolve(name), ATOMIC_MOVE);
        } catch (IOException e) {
            discard(aside, e);
            throw e;
        }
        Folders.sync(folder);
    }

    /** Removes a file if it is there. Durable when this returns. */
    public void delete(String name) throws IOException {
        if (Files.deleteIfExists(folder.resolve(name))) Folders.sync(folder);
    }

    /** A file in here for somebody else to fill, such as SQLite; made first, so that it is private from the start. */
    public Path reserve(String name) throws IOException {
        var file = folder.resolve(name);
        if (!Files.exists(file)) open(file, CREATE_NEW).close();
        check(file);
        return file;
    }

    /**
     * Keeps other processes from changing this folder until the claim is closed.
     *
     * @throws IOException at once, if somebody else has it
     */
    public Claim claim() throws IOException {
        var channel = open(folder.resolve(CLAIM), CREATE);
        try {
            if (channel.tryLock() != null) return new Claim(channel);
        } catch (OverlappingFileLockException e) {
            // another claim of this very process; told like any other's
        }
        channel.close();
        throw new IOException("Something else is changing " + folder + " just now. Try again when it has finished.");
    }

    private void fill(Path file, String text) throws IOException {
        try (var channel = open(file, CREATE_NEW)) {
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) channel.write(bytes);
            channel.force(true);
        }
    }

    private FileChannel open(Path file, OpenOption how) throws IOException {
        return FileChannel.open(file, Set.of(how, WRITE), posix ? only(OWNER_READS) : new FileAttribute<?>[0]);
    }

    private static void discard(Path aside, IOException because) {
        try {
            Files.deleteIfExists(aside);
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    private void check(Path place) throws IOException {
        if (!posix) return;
        var granted = Files.getPosixFilePermissions(place);
        var folderItself = place.equals(folder);
        if (!(folderItself ? OWNER_ENTERS : OWNER_READS).containsAll(granted)) {
            throw new TooOpen(place, PosixFilePermissions.toString(granted), folderItself ? "700" : "600");
        }
    }

    private static FileAttribute<?>[] only(Set<PosixFilePermission> permissions) {
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
    }

    /** The right to change the folder, until it is closed. */
    public static final class Claim implements AutoCloseable {

        private final FileChannel channel;

        private Claim(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
