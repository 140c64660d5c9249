package io.chimera.web.api;

import io.chimera.core.account.AccountId;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Message;
import io.chimera.core.message.MessageId;
import io.chimera.core.messenger.Messenger;
import io.chimera.web.sign.OpenAccounts;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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

    /** The message that another is to answer, if one is named. */
    Optional<MessageId> answered(Messenger me, DialogId dialog, @Nullable String message) {
        if (message == null) return Optional.empty();
        var there = parsed(message)
                .flatMap(id -> me.read(view -> view.dialogs().message(id)))
                .filter(found -> found.dialog().equals(dialog) && !found.deleted());
        if (there.isEmpty())
            throw new Problem(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "no-such-answered-message",
                    "There is no such message to be answered",
                    "answers names a message of this dialog that is here and was not deleted. Nothing was sent.");
        return there.map(Message::id);
    }

    static MessageId id(String message) {
        return parsed(message).orElseThrow(() -> Problem.notFound("message"));
    }

    private static Optional<MessageId> parsed(String message) {
        try {
            return Optional.of(MessageId.parse(message));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
