package io.chimera.store;

import io.chimera.core.event.Events;
import io.chimera.core.store.AccountStore;
import io.chimera.core.store.AccountStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The promises of the port, kept by SQLite. */
class SqliteAccountStoreTest extends AccountStoreContract {

    private static SqliteAccounts accounts;

    @TempDir
    private Path folder;

    @BeforeAll
    static void openAccounts(@TempDir Path home) {
        accounts = Home.accountsIn(home);
    }

    @AfterAll
    static void closeAccounts() {
        accounts.close();
    }

    @Override
    protected AccountStore open(Events events) {
        return new Home(folder, accounts, events).open();
    }
}
