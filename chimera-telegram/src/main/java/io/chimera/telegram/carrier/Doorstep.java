package io.chimera.telegram.carrier;

import io.chimera.core.disk.PrivateFolder;
import io.chimera.core.file.FileName;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where files that go out stand under the names they are sent with: TDLib calls a file what it is called on the disk. They
 * are the shelf's own, linked where the file system can do that.
 */
final class Doorstep {

    private static final Logger LOG = LoggerFactory.getLogger(Doorstep.class);

    private final Path folder;

    Doorstep(Path folder) {
        this.folder = folder;
    }

    /** Removes what stands there from an earlier run. */
    void clear() throws IOException {
        if (!Files.isDirectory(folder)) return;
        try (Stream<Path> left = Files.list(folder)) {
            for (var place : left.toList()) remove(place);
        }
    }

    /** A file as it is to be sent. Closing it takes it away. */
    record Placed(Path folder, Path path) implements AutoCloseable {
        @Override
        public void close() {
            try {
                remove(folder);
            } catch (IOException stays) {
                LOG.debug(
                        "A file that was sent stays beside the database until the next start why={}",
                        stays.getClass().getSimpleName());
            }
        }
    }

    Placed place(Path file, FileName name) throws IOException {
        var own = Files.createTempDirectory(PrivateFolder.open(folder).path(), "out");
        var place = own.resolve(name.value());
        try {
            Files.createLink(place, file);
        } catch (UnsupportedOperationException | FileSystemException _) {
            Files.copy(file, place);
        }
        return new Placed(own, place);
    }

    private static void remove(Path place) throws IOException {
        try (Stream<Path> all = Files.walk(place)) {
            for (var one : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(one);
        }
    }
}
