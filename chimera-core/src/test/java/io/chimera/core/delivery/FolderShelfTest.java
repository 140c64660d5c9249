package io.chimera.core.delivery;

import io.chimera.core.file.FileShelf;
import io.chimera.core.file.FileShelfContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FolderShelfTest extends FileShelfContract {

    @TempDir
    Path folder;

    @Override
    protected FileShelf open() {
        return new FolderShelf(folder.resolve("shelf"));
    }

    @Override
    protected Path place() {
        return folder.resolve("shelf");
    }
}
