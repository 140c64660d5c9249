package io.chimera.core.account;

import java.util.List;
import java.util.Optional;

/** Port: the accounts known on this computer, signed in or not. Durable, shared by all accounts. */
public interface Accounts {

    /** Every known account, the longest known first. */
    List<Account> all();

    /** The account with this id, if it is known here. */
    Optional<Account> find(AccountId id);

    /** Remembers an account, or what it is called now. Durable when this returns. */
    void save(Account account);
}
