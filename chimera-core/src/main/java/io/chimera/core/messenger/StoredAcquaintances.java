package io.chimera.core.messenger;

import io.chimera.core.account.AccountId;
import io.chimera.core.contact.ContactId;
import io.chimera.core.identity.PeerIdentity;
import io.chimera.core.store.AccountStore;
import io.chimera.core.trust.Acquaintances;
import io.chimera.core.trust.ContactKey;
import io.chimera.core.trust.ContactKeys;
import io.chimera.core.trust.ContactKeysChanged;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Keeps the keys in the account's store. */
public final class StoredAcquaintances implements Acquaintances {

    /** Somebody with more computers, or more theft, than this is beyond what a person can compare. */
    static final int MOST_KEYS = 16;

    /** Connections come and go all day; when somebody was last here is not worth a write for each. */
    private static final Duration LATELY = Duration.ofHours(1);

    private final AccountId account;
    private final AccountStore store;
    private final Clock clock;

    public StoredAcquaintances(AccountId account, AccountStore store, Clock clock) {
        this.account = account;
        this.store = store;
        this.clock = clock;
    }

    /** A key there is no room to keep, because the person said something of as many as are kept, is not talked to either. */
    @Override
    public boolean isBlocked(PeerIdentity peer) {
        var keys = store.read(view -> view.keys().of(peer.contact()));
        return find(keys, peer)
                .map(key -> key.blocked().isPresent())
                .orElse(keys.size() >= MOST_KEYS && keys.stream().noneMatch(ContactKey::isPlain));
    }

    @Override
    public void met(PeerIdentity peer) {
        var now = clock.instant();
        var known = find(store.read(view -> view.keys().of(peer.contact())), peer);
        if (known.isPresent() && now.isBefore(known.get().lastSeen().plus(LATELY))) return;
        store.alter(change -> {
            var keys = change.keys().of(peer.contact());
            var before = find(keys, peer);
            if (before.isPresent()) {
                change.keys().save(peer.contact(), before.get().seen(now));
            } else {
                makeRoom(change.keys(), peer.contact(), keys);
                change.keys().save(peer.contact(), fresh(peer, !keys.isEmpty(), now));
                change.record(new ContactKeysChanged(account, now, peer.contact()));
            }
        });
    }

    /** The first key of all is no news: there is nothing it could differ from. */
    private static ContactKey fresh(PeerIdentity peer, boolean isNews, Instant now) {
        return new ContactKey(peer.fingerprint(), now, now, isNews, Optional.empty(), Optional.empty());
    }

    /** What the person has said stays: only those go that nobody said anything about. */
    private static void makeRoom(ContactKeys.Editing kept, ContactId contact, List<ContactKey> keys) {
        if (keys.size() < MOST_KEYS) return;
        keys.stream()
                .filter(ContactKey::isPlain)
                .min(Comparator.comparing(ContactKey::lastSeen))
                .ifPresent(key -> kept.forget(contact, key.fingerprint()));
    }

    private static Optional<ContactKey> find(List<ContactKey> keys, PeerIdentity peer) {
        return keys.stream()
                .filter(key -> key.fingerprint().equals(peer.fingerprint()))
                .findFirst();
    }
}
