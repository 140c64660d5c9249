package io.chimera.store.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.file.FileName;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How whole files get their names. */
class ShelvingTest {

    private static final FileName NOTES = FileName.from("notes.txt");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "notes.txt, notes (2).txt",
        "notes, notes (2)",
        "archive.tar.gz, archive.tar (2).gz",
        "Photo.JPG, Photo (2).JPG",
        "a.b c, a.b c (2)",
    })
    void theNumberStandsBeforeTheEnding(String name, String numbered) {
        assertThat(Shelving.numbered(FileName.from(name), 2).value()).isEqualTo(numbered);
    }

    /** As on FAT: the first way fails for whatever reason, the second must not overwrite either. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whereThereAreNoHardLinksNothingIsOverwrittenEither(boolean unsupported) throws Exception {
        var shelving = new Shelving((place, _) -> {
            if (unsupported) throw new UnsupportedOperationException("no links here");
            throw new FileSystemException(place.toString(), null, "Operation not permitted");
        });
        var places = new ArrayList<Future<Path>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < 32; n++) {
                var part = Files.writeString(folder.resolve(n + ".tmp"), "number " + n);
                places.add(threads.submit(() -> shelving.put(part, folder, NOTES)));
            }
        }
        var distinct = new HashSet<Path>();
        for (int n = 0; n < 32; n++) {
            assertThat(places.get(n).get()).hasContent("number " + n);
            distinct.add(places.get(n).get());
        }
        assertThat(distinct).hasSize(32);
    }

    @Test
    void thePartIsGoneOnceTheFileHasItsName() throws Exception {
        var part = Files.writeString(folder.resolve("1.tmp"), "words");
        assertThat(new Shelving().put(part, folder, NOTES)).hasContent("words");
        assertThat(part).doesNotExist();
    }

    @Test
    void theThousandthCopyIsFoundByFewLooks() throws Exception {
        Files.createFile(folder.resolve("notes.txt"));
        for (int n = 2; n <= 1_000; n++) Files.createFile(folder.resolve("notes (" + n + ").txt"));
        var part = Files.createFile(folder.resolve("1.tmp"));
        assertThat(new Shelving().put(part, folder, NOTES)).hasFileName("notes (1001).txt");
    }
}
