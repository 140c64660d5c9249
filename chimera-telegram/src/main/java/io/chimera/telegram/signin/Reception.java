package io.chimera.telegram.signin;

import io.chimera.core.account.Account;
import io.chimera.core.account.AccountId;
import java.nio.file.Path;

/** What becomes of those who have signed in. */
public interface Reception {

    /** Whether this account is signed in here already, and connected to its cloud. */
    boolean isHere(AccountId account);

    /** Closes what may be open of an account, and says where its TDLib database belongs. What is there is replaced. */
    Path makeRoomFor(AccountId account);

    /** Opens an account's messenger again, without its cloud if it is signed out. */
    void reopen(AccountId account);

    /** Removes everything of an account, whose messenger is closed. */
    void forget(AccountId account);

    /** Keeps an account, whose database is in its place now, and opens its messenger. */
    void welcome(Account account);
}
