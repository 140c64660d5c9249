package io.chimera.core.disk;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is done with whole folders. */
public final class Folders {

    private static final String REMOVED = ".removed-";

    private Folders() {}

    /**
     * Removes a folder and everything in it. It is gone from its place at once, and what a crash leaves of it is found by
     * {@link #finishRemovals}. Links are removed, never followed. A folder that is not there is no error.
     */
    public static void remove(Path folder) throws IOException {
        var aside = folder.resolveSibling(REMOVED + UUID.randomUUID());
        try {
            Files.move(folder, aside, ATOMIC_MOVE);
        } catch (NoSuchFileException _) {
            return;
        }
        removeTree(aside);
    }

    /** Removes what is left of folders that were being removed below this one, if there is such a folder. */
    public static void finishRemovals(Path parent) throws IOException {
        if (!Files.isDirectory(parent)) return;
        try (var left = Files.newDirectoryStream(parent, REMOVED + "*")) {
            for (var folder : left) removeTree(folder);
        }
    }

    private static void removeTree(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
                if (failed instanceof NoSuchFileException) return FileVisitResult.CONTINUE; // somebody was quicker
                throw failed;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path emptied, @Nullable IOException failed) throws IOException {
                if (failed != null) throw failed;
                Files.deleteIfExists(emptied);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Puts a folder in the place of another, which is removed. */
    public static void replace(Path old, Path by) throws IOException {
        remove(old);
        var parent = old.toAbsolutePath().getParent();
        if (parent != null) Files.createDirectories(parent);
        Files.move(by, old);
    }

    /** Makes what was made, renamed or removed in a folder durable, where the system can. */
    public static void sync(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (AccessDeniedException _) {
            // Windows opens no folders, and makes renames durable by itself
        }
    }
}
