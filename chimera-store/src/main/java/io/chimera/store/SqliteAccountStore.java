package io.chimera.store;

import io.chimera.core.account.AccountId;
import io.chimera.core.event.Events;
import io.chimera.core.store.AccountStore;
import io.chimera.store.sqlite.Database;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

/** One account's memory in a database of its own. Publishes what a change records once it is durable. */
final class SqliteAccountStore implements AccountStore {

    private final AccountId account;
    private final Path folder;
    private final Database database;
    private final News news;
    private final Consumer<SqliteAccountStore> whenClosed;

    /** @param folder the account's folder, below which its files lie */
    SqliteAccountStore(
            AccountId account, Path folder, Database database, Events events, Consumer<SqliteAccountStore> whenClosed) {
        this.account = account;
        this.folder = folder;
        this.database = database;
        this.news = new News(events);
        this.whenClosed = whenClosed;
    }

    @Override
    public <T> T read(Function<View, T> question) {
        return database.read(turn -> question.apply(new SqliteView(turn, folder)));
    }

    @Override
    public <T> T change(Function<Change, T> change) {
        var made = new AtomicReference<SqliteChange>();
        T answer = database.write(
                turn -> {
                    made.set(new SqliteChange(account, turn, folder));
                    return change.apply(made.get());
                },
                () -> news.add(made.get().recorded()));
        news.tell();
        return answer;
    }

    @Override
    public void close() {
        database.close();
        whenClosed.accept(this);
    }
}
