package io.chimera.telegram.carrier;

import io.chimera.core.disk.PrivateFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Files that were told of and are not here yet. It is on the disk, for words that came behind such a file are stored
 * before it, so that after a crash nothing else would tell that it is missing.
 */
final class Wanted {

    private final Path folder;

    Wanted(Path folder) {
        this.folder = folder;
    }

    /** A message whose file is wanted. */
    record Place(long chat, long message) {

        private static Optional<Place> parse(String name) {
            var parts = name.split("_", -1);
            try {
                return parts.length == 2
                        ? Optional.of(new Place(Long.parseLong(parts[0]), Long.parseLong(parts[1])))
                        : Optional.empty();
            } catch (NumberFormatException foreign) {
                return Optional.empty();
            }
        }

        private String name() {
            return chat + "_" + message;
        }
    }

    /** Durable when this returns. */
    void add(Place place) {
        try {
            PrivateFolder.open(folder).write(place.name(), "");
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    /** It is here, or will never be. */
    void remove(Place place) throws IOException {
        PrivateFolder.open(folder).delete(place.name());
    }

    List<Place> all() throws IOException {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> files = Files.list(folder)) {
            return files.flatMap(file -> Place.parse(file.getFileName().toString()).stream())
                    .toList();
        }
    }
}
