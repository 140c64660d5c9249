package io.chimera.core.export;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import io.chimera.core.disk.PrivateFolder;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A folder that is to be there whole or not at all: it is filled beside its place, under a name with a dot before it, and
 * then moved there in one step. What was there already is never replaced.
 */
final class Place {

    private final Path target;
    private final PrivateFolder aside;

    private Place(Path target, PrivateFolder aside) {
        this.target = target;
        this.aside = aside;
    }

    /** @throws UnusablePlace unless the folder can be made, or is there and empty */
    static Place take(Path folder) throws UnusablePlace {
        var target = folder.normalize();
        var name = target.getFileName();
        var parent = target.getParent();
        if (!target.isAbsolute() || name == null || parent == null)
            throw new UnusablePlace("Nothing can be written to " + folder + ". Give the whole path of a new folder");
        refuseWhatIsThere(target);
        var beside = target.resolveSibling("." + name + ".unfinished-" + UUID.randomUUID());
        try {
            if (!Files.isDirectory(parent))
                throw new UnusablePlace(
                        "There is no folder " + parent + " to put it into. Make it, or choose another place");
            return new Place(target, PrivateFolder.open(beside));
        } catch (IOException failed) {
            throw new UnusablePlace(
                    "Nothing can be written beside " + target + " (" + failed.getMessage() + "). Choose another place");
        }
    }

    private static void refuseWhatIsThere(Path target) throws UnusablePlace {
        if (!Files.exists(target, NOFOLLOW_LINKS)) return;
        try (var inside = Files.newDirectoryStream(target)) {
            if (Files.isDirectory(target, NOFOLLOW_LINKS) && !inside.iterator().hasNext()) return;
        } catch (IOException _) {
            // a file, or a folder we may not look into
        }
        throw new UnusablePlace(target + " is there already, and nothing is ever written over. Choose another place");
    }

    /** Where to write. */
    PrivateFolder folder() {
        return aside;
    }

    /**
     * Moves what was written to its place.
     *
     * @throws UnusablePlace if something has come to be there meanwhile
     */
    void settle() throws IOException, UnusablePlace {
        refuseWhatIsThere(target);
        Files.deleteIfExists(target);
        Files.move(aside.path(), target, ATOMIC_MOVE);
    }

    /** Removes what was written, if it was not moved. */
    void clear() throws IOException {
        if (!Files.exists(aside.path())) return;
        Files.walkFileTree(aside.path(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed) throws IOException {
                if (failed != null) throw failed;
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
