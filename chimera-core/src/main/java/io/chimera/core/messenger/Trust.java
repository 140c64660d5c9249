package io.chimera.core.messenger;

import io.chimera.core.account.AccountId;
import io.chimera.core.contact.ContactId;
import io.chimera.core.identity.Credential;
import io.chimera.core.identity.Credentials;
import io.chimera.core.identity.KeyFingerprint;
import io.chimera.core.store.AccountStore;
import io.chimera.core.trust.ContactKey;
import io.chimera.core.trust.ContactKeysChanged;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** What a person thinks of their contacts' keys: compared, blocked, or at least seen. Safe for use by many threads. */
public final class Trust {

    private final AccountId account;
    private final AccountStore store;
    private final Credentials credentials;
    private final Runnable lookAgain;
    private final Clock clock;

    /** @param lookAgain what makes connections be looked at, because somebody is not to be talked to any more, or is again */
    Trust(AccountId account, AccountStore store, Credentials credentials, Runnable lookAgain, Clock clock) {
        this.account = account;
        this.store = store;
        this.credentials = credentials;
        this.lookAgain = lookAgain;
        this.clock = clock;
    }

    /** The certificates this account proves itself with here, its own first; empty while it has none. */
    public List<X509Certificate> ownChain() {
        return credentials.current().map(Credential::chain).orElse(List.of());
    }

    /** The key this account proves itself with here, if it has a certificate. */
    public Optional<KeyFingerprint> own() {
        return credentials
                .current()
                .map(credential -> KeyFingerprint.of(credential.certificate().getPublicKey()));
    }

    /** A contact's keys, the newest first. */
    public List<ContactKey> keys(ContactId contact) {
        return store.read(view -> view.keys().of(contact));
    }

    /**
     * The person compared a key with its owner and found it equal. One that is blocked stays so.
     *
     * @return whether there is such a key
     */
    public boolean equal(ContactId contact, KeyFingerprint key) {
        return edit(contact, key, ContactKey::compared);
    }

    /**
     * The person does not trust a key: nothing goes to its holder directly any more, or comes from there, and open
     * connections end. The cloud is as it was.
     *
     * @return whether there is such a key
     */
    public boolean block(ContactId contact, KeyFingerprint key) {
        boolean there = edit(contact, key, ContactKey::blocked);
        if (there) lookAgain.run();
        return there;
    }

    /** Takes {@link #block} back. */
    public boolean unblock(ContactId contact, KeyFingerprint key) {
        boolean there = edit(contact, key, (known, _) -> known.unblocked());
        if (there) lookAgain.run();
        return there;
    }

    /** The person has seen that there are new keys, and need not be told again. */
    public void noticed(ContactId contact) {
        store.alter(change -> {
            var news =
                    change.keys().of(contact).stream().filter(ContactKey::news).toList();
            news.forEach(key -> change.keys().save(contact, key.noticed()));
            if (!news.isEmpty()) change.record(new ContactKeysChanged(account, clock.instant(), contact));
        });
    }

    private boolean edit(ContactId contact, KeyFingerprint key, BiFunction<ContactKey, Instant, ContactKey> how) {
        var now = clock.instant();
        return store.change(change -> {
            var known = change.keys().find(contact, key);
            if (known.isEmpty()) return false;
            change.keys().save(contact, how.apply(known.get(), now));
            change.record(new ContactKeysChanged(account, now, contact));
            return true;
        });
    }
}
