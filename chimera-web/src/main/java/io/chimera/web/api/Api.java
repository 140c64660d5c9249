package io.chimera.web.api;

import io.chimera.core.account.AccountId;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Message;
import io.chimera.core.message.MessageId;
import io.chimera.core.messenger.Messenger;
import io.chimera.web.sign.OpenAccounts;
import org.springframework.stereotype.Component;

/** From what addresses name to what it is; what is not there is a {@link Problem} 404. */
@Component
class Api {

    private final OpenAccounts accounts;

    Api(OpenAccounts accounts) {
        this.accounts = accounts;
    }

    Messenger messenger(long account) {
        try {
            return accounts.messenger(new AccountId(account)).orElseThrow(() -> Problem.notFound("account"));
        } catch (IllegalArgumentException _) {
            throw Problem.notFound("account");
        }
    }

    /** The dialog's id, if the account has it. */
    DialogId dialog(Messenger me, long dialog) {
        if (dialog == 0) throw Problem.notFound("dialog");
        var id = new DialogId(dialog);
        if (me.read(view -> view.dialogs().find(id)).isEmpty()) throw Problem.notFound("dialog");
        return id;
    }

    Message message(Messenger me, DialogId dialog, String message) {
        var id = id(message);
        return me.read(view -> view.dialogs().message(id))
                .filter(there -> there.dialog().equals(dialog))
                .orElseThrow(() -> Problem.notFound("message"));
    }

    static MessageId id(String message) {
        try {
            return MessageId.parse(message);
        } catch (IllegalArgumentException _) {
            throw Problem.notFound("message");
        }
    }
}
