package io.chimera.web.sign;

import io.chimera.core.account.Account;
import io.chimera.core.account.AccountId;
import io.chimera.core.account.Accounts;
import io.chimera.core.messenger.Messenger;
import io.chimera.core.messenger.Messengers;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** From an account's id to its messenger, which is opened if it is not. The one place where web maps people. */
@Component
public class OpenAccounts {

    private final Accounts accounts;
    private final Messengers messengers;

    OpenAccounts(Accounts accounts, Messengers messengers) {
        this.accounts = accounts;
        this.messengers = messengers;
    }

    /** Every account known here, open or not. */
    public List<Account> all() {
        return accounts.all();
    }

    /** What is known of an account. */
    public Optional<Account> find(AccountId id) {
        return accounts.find(id);
    }

    /** The messenger of an account that is known here. */
    public Optional<Messenger> messenger(AccountId id) {
        var open = messengers.find(id);
        return open.isPresent() ? open : accounts.find(id).map(account -> messengers.open(account.id()));
    }

    /** The messenger of an account, if it is open already. */
    public Optional<Messenger> alreadyOpen(AccountId id) {
        return messengers.find(id);
    }
}
