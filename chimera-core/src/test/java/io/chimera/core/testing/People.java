package io.chimera.core.testing;

import io.chimera.core.account.Account;
import io.chimera.core.account.AccountId;
import io.chimera.core.contact.Contact;
import io.chimera.core.contact.ContactId;
import io.chimera.core.contact.PhoneNumber;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Fate;
import io.chimera.core.dialog.Message;
import io.chimera.core.message.MessageId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Ana, who is signed in, and Bruno, whom she writes to. */
public final class People {

    public static final AccountId ANA = new AccountId(1001);
    public static final ContactId BRUNO = new ContactId(1002);
    public static final ContactId CLARA = new ContactId(1003);
    public static final DialogId WITH_BRUNO = DialogId.with(BRUNO);

    private People() {}

    public static Account ana() {
        return new Account(ANA, "Ana Figueira", Optional.of(new PhoneNumber("+5521990001001")));
    }

    public static Contact bruno() {
        return new Contact(BRUNO, "Bruno Tavares", Optional.of(new PhoneNumber("+5521990001002")));
    }

    public static Dialog.Direct withBruno() {
        return new Dialog.Direct(BRUNO, "Bruno Tavares");
    }

    /** A stable id for a test's n-th message. */
    public static MessageId messageId(long n) {
        return new MessageId(new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L | n));
    }

    public static Message fromAna(long n, String text, Instant at) {
        return new Message(
                messageId(n),
                WITH_BRUNO,
                new Author.Me(),
                at,
                new Body.Text(text),
                Fate.queued(),
                false,
                Optional.empty());
    }
}
