package io.chimera.store.disk;

import io.chimera.core.disk.Folders;
import io.chimera.core.file.FileName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Gives whole files their names. A name that is taken gets a number, and nothing that lies there already is ever replaced:
 * a file appears by a hard link, which the system refuses where there is something. Safe for use by many threads.
 */
final class Shelving {

    private final Linker linker;

    Shelving() {
        this(Files::createLink);
    }

    Shelving(Linker linker) {
        this.linker = linker;
    }

    /** Makes a second name for a file; {@link Files#createLink}. */
    @FunctionalInterface
    interface Linker {
        @SuppressWarnings("UnusedReturnValue")
        Path link(Path newName, Path file) throws IOException;
    }

    /**
     * Makes a whole file visible and the name durable.
     *
     * @param part the file, on the same file system; gone when this returns
     * @return where it lies now
     */
    Path put(Path part, Path folder, FileName name) throws IOException {
        while (true) {
            var place = folder.resolve(firstFree(folder, name).value());
            try {
                linkOrMove(part, place);
            } catch (FileAlreadyExistsException _) {
                continue; // somebody else was faster
            }
            Folders.sync(folder);
            Files.deleteIfExists(part);
            return place;
        }
    }

    private void linkOrMove(Path part, Path place) throws IOException {
        try {
            linker.link(place, part);
        } catch (FileAlreadyExistsException taken) {
            throw taken;
        } catch (UnsupportedOperationException | FileSystemException _) {
            moveWhereNothingIs(part, place); // a file system without hard links, such as FAT
        }
    }

    /** Looks, then moves: among ourselves nobody comes in between. */
    private synchronized void moveWhereNothingIs(Path part, Path place) throws IOException {
        Files.move(part, place);
    }

    /** Doubles the number until one is free, then halves the gap, so that the thousandth copy is found in twenty looks. */
    private static FileName firstFree(Path folder, FileName name) {
        if (isFree(folder, name)) return name;
        int taken = 1;
        int free = 2;
        while (!isFree(folder, numbered(name, free))) {
            taken = free;
            free = Math.multiplyExact(free, 2);
        }
        while (free - taken > 1) {
            int middle = taken + (free - taken) / 2;
            if (isFree(folder, numbered(name, middle))) free = middle;
            else taken = middle;
        }
        return numbered(name, free);
    }

    private static boolean isFree(Path folder, FileName name) {
        return Files.notExists(folder.resolve(name.value()), LinkOption.NOFOLLOW_LINKS);
    }

    /** {@code holiday.png} becomes {@code holiday (2).png}; what would grow too long is cut before the number. */
    static FileName numbered(FileName name, int number) {
        var whole = name.value();
        int dot = whole.length() - name.extension().length();
        var stem = whole.substring(0, dot);
        var end = " (" + number + ")" + whole.substring(dot);
        while (bytes(stem + end) > FileName.LONGEST) {
            stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
        }
        return new FileName(stem + end);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
