package io.chimera.store;

import io.chimera.core.event.Events;
import io.chimera.core.store.AccountStore;
import io.chimera.core.store.AccountStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The promises of the port, kept by SQLite. */
class SqliteAccountStoreTest extends AccountStoreContract {

    @TempDir
    private Path folder;

    private Home home;

    @Override
    protected AccountStore open(Events events) {
        if (home != null) home.close();
        home = new Home(folder, events);
        return home.open();
    }

    @AfterEach
    void leave() {
        home.close();
    }
}
