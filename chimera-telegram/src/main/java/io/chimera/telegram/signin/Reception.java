package io.chimera.telegram.signin;

import io.chimera.core.account.Account;
import io.chimera.core.account.AccountId;
import java.nio.file.Path;

/** What becomes of those who have signed in. */
public interface Reception {

    /** Whether this account is signed in here already, and its messenger open. */
    boolean isHere(AccountId account);

    /** Where an account's TDLib database belongs; nothing may be there yet. */
    Path homeOf(AccountId account);

    /** Keeps an account, whose database is in its place now, and opens its messenger. */
    void welcome(Account account);
}
