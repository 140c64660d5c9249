package io.chimera.core.store;

import io.chimera.core.account.AccountId;
import io.chimera.core.file.FileShelf;

/** Port: where accounts' memories are kept, each apart from the others. */
public interface AccountStores {

    /**
     * Opens an account's memory, and makes it first if there is none.
     *
     * @throws RuntimeException with the reason and the next step, if it cannot be opened
     */
    AccountStore open(AccountId account);

    /** Where an account's files lie. */
    FileShelf shelf(AccountId account);

    /** Removes everything that is kept of an account, for good. It must not be open. */
    void forget(AccountId account);
}
