package io.chimera.store;

import io.chimera.core.event.Events;
import io.chimera.core.store.AccountStore;
import io.chimera.core.testing.People;
import io.chimera.core.testing.SteppingClock;
import io.chimera.store.disk.OwnerOnly;
import io.chimera.store.sqlite.Mapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.util.unit.DataSize;

/** A home in a test's own folder, put together as {@link StoreConfiguration} does it. */
final class Home implements AutoCloseable {

    static final StoreSettings SETTINGS =
            new StoreSettings(DataSize.ofMegabytes(64), 3, Duration.ofMillis(200), Duration.ofDays(7));

    private static final Mapping MAPPING = new Mapping();

    final Path folder;
    final SqliteAccounts accounts;
    final SqliteAccountStores stores;

    Home(Path folder) {
        this(folder, accountsIn(folder), _ -> {});
    }

    /** With accounts that are open already. */
    Home(Path folder, SqliteAccounts accounts, Events events) {
        this.folder = folder;
        this.accounts = accounts;
        stores = new SqliteAccountStores(folder, SETTINGS, MAPPING, accounts, events, new SteppingClock());
    }

    static SqliteAccounts accountsIn(Path folder) {
        try {
            OwnerOnly.createFolder(folder);
            OwnerOnly.createFile(folder.resolve("chimera.db"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return SqliteAccounts.open(folder.resolve("chimera.db"), SETTINGS.patience(), MAPPING);
    }

    AccountStore open() {
        return stores.open(People.ANA);
    }

    Path database() {
        return folder.resolve("accounts/1001/account.db");
    }

    @Override
    public void close() {
        stores.close();
        accounts.close();
    }
}
