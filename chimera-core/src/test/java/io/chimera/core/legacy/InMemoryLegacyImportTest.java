package io.chimera.core.legacy;

import static io.chimera.core.testing.People.ANA;

import io.chimera.core.delivery.FolderShelf;
import io.chimera.core.file.FileShelf;
import io.chimera.core.store.AccountStore;
import io.chimera.core.store.InMemoryAccountStore;
import java.nio.file.Path;

class InMemoryLegacyImportTest extends LegacyImportContract {

    private Path shelfFolder = Path.of("/");

    @Override
    protected OldChimera oldChimera(Path folder) {
        return new ListedChimera(folder);
    }

    @Override
    protected AccountStore newStore(Path folder) {
        return new InMemoryAccountStore(ANA, _ -> {});
    }

    @Override
    protected FileShelf newShelf(Path folder) {
        shelfFolder = folder.resolve("shelf");
        return new FolderShelf(shelfFolder);
    }

    @Override
    protected Path shelfFolder() {
        return shelfFolder;
    }
}
