package io.chimera.store;

import io.chimera.core.account.AccountId;
import io.chimera.core.disk.Folders;
import io.chimera.core.event.Events;
import io.chimera.core.file.FileShelf;
import io.chimera.core.store.AccountStore;
import io.chimera.core.store.AccountStores;
import io.chimera.store.disk.DiskFileShelf;
import io.chimera.store.disk.OwnerOnly;
import io.chimera.store.sqlite.Database;
import io.chimera.store.sqlite.Mapping;
import io.chimera.store.sqlite.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every account's memory in a folder of its own: {@code HOME/accounts/ID} with {@code account.db}, {@code files} and
 * {@code images}. Safe for use by many threads.
 */
final class SqliteAccountStores implements AccountStores, AutoCloseable {

    private static final Schema SCHEMA = new Schema("db/migration/account", 0x43786D41, "an account of Chimera");
    private static final Logger LOG = LoggerFactory.getLogger(SqliteAccountStores.class);

    private final Path folder;
    private final StoreSettings settings;
    private final Mapping mapping;
    private final SqliteAccounts accounts;
    private final Events events;
    private final Clock clock;
    private final Map<AccountId, SqliteAccountStore> open = new HashMap<>();
    private final Map<AccountId, FileShelf> shelves = new HashMap<>();

    SqliteAccountStores(
            Path home, StoreSettings settings, Mapping mapping, SqliteAccounts accounts, Events events, Clock clock) {
        this.folder = home.toAbsolutePath().normalize().resolve("accounts");
        this.settings = settings;
        this.mapping = mapping;
        this.accounts = accounts;
        this.events = events;
        this.clock = clock;
        finishRemovals();
    }

    /** What was being forgotten when the process ended is forgotten now. */
    private void finishRemovals() {
        try {
            OwnerOnly.createFolder(folder);
            Folders.finishRemovals(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(
                    "The accounts' folder " + folder + " cannot be used. Make it writable", failed);
        }
    }

    private Path folderOf(AccountId account) {
        return folder.resolve(account.toString());
    }

    @Override
    public synchronized AccountStore open(AccountId account) {
        if (open.containsKey(account)) throw new IllegalStateException("the store of account " + account + " is open");
        var file = folderOf(account).resolve("account.db");
        make(folderOf(account), file);
        var database = Database.open(file, SCHEMA, settings.readers(), settings.patience(), mapping);
        var store =
                new SqliteAccountStore(account, folderOf(account), database, events, closed -> closed(account, closed));
        open.put(account, store);
        return store;
    }

    private static void make(Path folder, Path file) {
        try {
            OwnerOnly.createFolder(folder);
            OwnerOnly.createFile(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(
                    "The database " + file + " cannot be made. Make its folder writable, or choose another home",
                    failed);
        }
    }

    /** Closing an old one once more says nothing of the one that is open now. */
    private synchronized void closed(AccountId account, SqliteAccountStore store) {
        open.remove(account, store);
    }

    @Override
    public synchronized FileShelf shelf(AccountId account) {
        return shelves.computeIfAbsent(account, this::openShelf);
    }

    private FileShelf openShelf(AccountId account) {
        try {
            return DiskFileShelf.open(folderOf(account), settings.reserve().toBytes(), settings.keepParts(), clock);
        } catch (IOException failed) {
            throw new UncheckedIOException(
                    "The files of account " + account + " cannot be reached. Make " + folderOf(account) + " writable",
                    failed);
        }
    }

    @Override
    public synchronized void forget(AccountId account) {
        if (open.containsKey(account))
            throw new IllegalStateException("account " + account + " is open; close it before it can be forgotten");
        shelves.remove(account);
        try {
            Folders.remove(folderOf(account));
        } catch (IOException failed) {
            throw new UncheckedIOException(
                    "Not everything of account " + account + " could be removed. Remove " + folderOf(account)
                            + " by hand",
                    failed);
        }
        accounts.forget(account);
        LOG.info("Everything of an account was removed account={}", account);
    }

    /** Closes what is still open. */
    @Override
    public void close() {
        List<SqliteAccountStore> left;
        synchronized (this) {
            left = List.copyOf(open.values());
        }
        left.forEach(SqliteAccountStore::close);
    }
}
