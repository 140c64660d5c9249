package io.chimera.store.legacy;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.chimera.core.file.FileName;
import io.chimera.core.file.SharedFile;
import io.chimera.core.legacy.FileReference;
import io.chimera.core.legacy.Legacy.Search;
import io.chimera.core.legacy.LegacyFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the first Chimera's files are looked for: in its two folders, wherever they were moved to together with the
 * database, and below folders that somebody named. No link is followed out of them: a database may come from anybody.
 */
final class OldFiles {

    /** The database's own, then those that somebody named; links in them are followed already. */
    private final List<Path> roots;

    private final List<Path> elsewhere;

    /** @param database its real path */
    OldFiles(Path database, List<Path> elsewhere) {
        this.elsewhere =
                elsewhere.stream().flatMap(named -> real(named).stream()).toList();
        this.roots = Stream.concat(parent(database).stream(), this.elsewhere.stream())
                .toList();
    }

    Search find(FileReference reference) {
        try {
            return reference
                    .folder()
                    .map(folder -> amongItsOwn(folder, reference.name()))
                    .orElseGet(() -> amongTheNamed(Path.of(reference.path())));
        } catch (InvalidPathException _) {
            return new Search.NotThere();
        }
    }

    private Search amongItsOwn(String folder, String name) {
        return roots.stream()
                .flatMap(root -> plainFile(root.resolve(folder, name), root).stream())
                .findFirst()
                .<Search>map(file -> new Search.Found(new OnDisk(file)))
                .orElseGet(Search.NotThere::new);
    }

    private Search amongTheNamed(Path path) {
        if (!path.isAbsolute()) return new Search.OutOfReach();
        return elsewhere.stream()
                .flatMap(root -> plainFile(path, root).stream())
                .findFirst()
                .<Search>map(file -> new Search.Found(new OnDisk(file)))
                .orElseGet(() -> elsewhere.stream().anyMatch(path.normalize()::startsWith)
                        ? new Search.NotThere()
                        : new Search.OutOfReach());
    }

    /** Only if its folder, once links are followed, is still below the root, and it is no link itself. */
    private static Optional<Path> plainFile(Path path, Path root) {
        return parent(path)
                .flatMap(OldFiles::real)
                .filter(at -> at.startsWith(root))
                .map(at -> at.resolve(path.getFileName()))
                .filter(file -> Files.isRegularFile(file, NOFOLLOW_LINKS));
    }

    private static Optional<Path> parent(Path path) {
        return Optional.ofNullable(path.getParent());
    }

    private static Optional<Path> real(Path path) {
        try {
            return Optional.of(path.toRealPath());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** A file in its place. */
    private record OnDisk(Path file) implements LegacyFile {

        @Override
        public FileName name() {
            return FileName.from(file.getFileName().toString());
        }

        @Override
        public String mediaType() {
            var guess = URLConnection.guessContentTypeFromName(name().value());
            return guess == null ? SharedFile.UNKNOWN_TYPE : guess;
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(file, NOFOLLOW_LINKS);
        }
    }
}
