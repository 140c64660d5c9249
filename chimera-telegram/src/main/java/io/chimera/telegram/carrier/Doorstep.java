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

    /** What stands there from an earlier run is removed. */
    Doorstep(Path folder) throws IOException {
        this.folder = PrivateFolder.open(folder).path();
        try (Stream<Path> left = Files.list(this.folder)) {
            for (var place : left.toList()) clear(place);
        }
    }

    /** A file as it is to be sent. Closing it takes it away. */
    record Placed(Path folder, Path path) implements AutoCloseable {
        @Override
        public void close() {
            try {
                clear(folder);
            } catch (IOException stays) {
                LOG.debug("A file that was sent stays beside the database until the next start", stays);
            }
        }
    }

    Placed place(Path file, FileName name) throws IOException {
        var own = Files.createTempDirectory(folder, "out");
        var place = own.resolve(name.value());
        try {
            Files.createLink(place, file);
        } catch (UnsupportedOperationException | FileSystemException _) {
            Files.copy(file, place);
        }
        return new Placed(own, place);
    }

    private static void clear(Path place) throws IOException {
        try (Stream<Path> all = Files.walk(place)) {
            for (var one : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(one);
        }
    }
}
