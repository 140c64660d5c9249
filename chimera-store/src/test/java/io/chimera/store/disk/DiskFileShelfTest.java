package io.chimera.store.disk;

import io.chimera.core.file.FileShelf;
import io.chimera.core.file.FileShelfContract;
import io.chimera.core.testing.SteppingClock;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

/** The promises of the port, kept by a folder. */
class DiskFileShelfTest extends FileShelfContract {

    @TempDir
    private Path folder;

    @Override
    protected FileShelf open() throws Exception {
        return DiskFileShelf.open(place(), MIB, Duration.ofDays(7), new SteppingClock());
    }

    @Override
    protected Path place() {
        return folder.resolve("1001");
    }
}
