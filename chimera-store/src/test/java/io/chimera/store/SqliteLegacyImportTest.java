package io.chimera.store;

import static io.chimera.core.testing.People.ANA;

import io.chimera.core.file.FileShelf;
import io.chimera.core.legacy.LegacyImportContract;
import io.chimera.core.legacy.OldChimera;
import io.chimera.core.store.AccountStore;
import io.chimera.store.legacy.PythonChimera;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The promises of an import, kept from one real database to another. */
class SqliteLegacyImportTest extends LegacyImportContract {

    private static SqliteAccounts accounts;

    private final List<Home> homes = new ArrayList<>();

    @BeforeAll
    static void openAccounts(@TempDir Path home) {
        accounts = Home.accountsIn(home);
    }

    @AfterAll
    static void closeAccounts() {
        accounts.close();
    }

    @AfterEach
    void leave() {
        homes.forEach(home -> home.stores.close());
    }

    @Override
    protected OldChimera oldChimera(Path folder) {
        return new PythonChimera(folder);
    }

    @Override
    protected AccountStore newStore(Path folder) {
        homes.add(new Home(folder, accounts, _ -> {}));
        return homes.getLast().open();
    }

    @Override
    protected FileShelf newShelf(Path folder) {
        return homes.getLast().stores.shelf(ANA);
    }

    @Override
    protected Path shelfFolder() {
        return homes.getLast().folder;
    }
}
