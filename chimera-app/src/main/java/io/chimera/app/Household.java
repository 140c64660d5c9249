package io.chimera.app;

import io.chimera.core.account.Account;
import io.chimera.core.account.AccountId;
import io.chimera.core.account.Accounts;
import io.chimera.core.messenger.Messengers;
import io.chimera.core.store.AccountStores;
import io.chimera.telegram.TelegramConfiguration;
import io.chimera.telegram.signin.Reception;
import java.nio.file.Path;
import org.springframework.context.SmartLifecycle;

/** The accounts that live here: their messengers open when Chimera starts, and when somebody signs in. */
final class Household implements Reception, SmartLifecycle {

    /** Before the pages are served. */
    private static final int PHASE = DEFAULT_PHASE - 4096;

    private final Path home;
    private final Accounts accounts;
    private final AccountStores stores;
    private final Messengers messengers;
    private volatile boolean running;

    Household(Path home, Accounts accounts, AccountStores stores, Messengers messengers) {
        this.home = home;
        this.accounts = accounts;
        this.stores = stores;
        this.messengers = messengers;
    }

    @Override
    public boolean isHere(AccountId account) {
        return messengers
                .find(account)
                .filter(messenger -> messenger.cloudOnline())
                .isPresent();
    }

    @Override
    public Path makeRoomFor(AccountId account) {
        messengers.close(account); // it may be open without a cloud, because it was signed out elsewhere
        return TelegramConfiguration.databaseOf(home, account);
    }

    @Override
    public void reopen(AccountId account) {
        messengers.open(account);
    }

    @Override
    public void forget(AccountId account) {
        stores.forget(account);
    }

    @Override
    public void welcome(Account account) {
        accounts.save(account);
        messengers.open(account.id());
    }

    @Override
    public void start() {
        running = true;
        accounts.all().forEach(account -> messengers.open(account.id()));
    }

    @Override
    public void stop() {
        running = false;
        messengers.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
