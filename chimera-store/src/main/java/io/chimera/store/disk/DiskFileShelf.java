package io.chimera.store.disk;

import io.chimera.core.file.FileName;
import io.chimera.core.file.FileShelf;
import io.chimera.core.file.IncomingFile;
import io.chimera.core.file.SealedFile;
import io.chimera.core.message.MessageId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One account's files below its folder: pictures in {@code images}, all others in {@code files}, those that are not whole
 * yet in {@code files/.parts}. There must be one shelf for a folder at a time. Safe for use by many threads.
 */
public final class DiskFileShelf implements FileShelf {

    private static final Set<String> PICTURES = Set.of(".jpg", ".jpeg", ".png", ".gif", ".webp");

    private final Path files;
    private final Path images;
    private final Parts parts;
    private final Room room;
    private final Shelving shelving = new Shelving();

    private DiskFileShelf(Path files, Path images, Parts parts, Room room) {
        this.files = files;
        this.images = images;
        this.parts = parts;
        this.room = room;
    }

    /**
     * Opens the shelf, makes its folders if they are not there, and removes parts that nobody will take up again.
     *
     * @param folder the account's folder
     * @param reserve how much room is left for others, in bytes
     * @param keepParts how long the beginning of a file that stopped coming is kept
     */
    public static DiskFileShelf open(Path folder, long reserve, Duration keepParts, Clock clock) throws IOException {
        var files = folder.toAbsolutePath().normalize().resolve("files");
        var images = files.resolveSibling("images");
        OwnerOnly.createFolder(files);
        OwnerOnly.createFolder(images);
        var parts = Parts.open(files.resolve(".parts"), keepParts, clock);
        return new DiskFileShelf(files, images, parts, new Room(Files.getFileStore(files), reserve));
    }

    @Override
    public IncomingFile begin(FileName name) throws IOException {
        var part = parts.passing();
        return new PartFile(part, OptionalLong.empty(), room, whole -> put(whole, name), named -> {
            if (!named) Files.deleteIfExists(part);
        });
    }

    @Override
    public IncomingFile resume(MessageId message, FileName name, long size) throws IOException {
        if (size < 0) throw new IllegalArgumentException("no file has " + size + " bytes");
        var part = parts.claim(message, size);
        try {
            return new PartFile(
                    part, OptionalLong.of(size), room, whole -> put(whole, name), _ -> parts.release(message));
        } catch (IOException failed) {
            parts.release(message);
            throw failed;
        }
    }

    @Override
    public void remove(SealedFile file) throws IOException {
        var folder = file.path().normalize().getParent();
        if (!files.equals(folder) && !images.equals(folder))
            throw new IllegalArgumentException("a file that does not lie on this shelf cannot be removed from it");
        Files.deleteIfExists(file.path().normalize());
    }

    @Override
    public long room() throws IOException {
        return room.left();
    }

    private Path put(Path part, FileName name) throws IOException {
        return shelving.put(part, PICTURES.contains(name.extension()) ? images : files, name);
    }
}
