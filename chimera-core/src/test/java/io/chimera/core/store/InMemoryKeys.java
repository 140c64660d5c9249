package io.chimera.core.store;

import io.chimera.core.contact.ContactId;
import io.chimera.core.identity.KeyFingerprint;
import io.chimera.core.trust.ContactKey;
import io.chimera.core.trust.ContactKeys;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys in a map. */
final class InMemoryKeys implements ContactKeys.Editing {

    private final InMemoryState.Holder holder;

    InMemoryKeys(InMemoryState.Holder holder) {
        this.holder = holder;
    }

    @Override
    public List<ContactKey> of(ContactId contact) {
        return holder.state().keys.getOrDefault(contact, Map.of()).values().stream()
                .sorted(Comparator.comparing(ContactKey::firstSeen)
                        .reversed()
                        .thenComparing(key -> key.fingerprint().hex()))
                .toList();
    }

    @Override
    public Optional<ContactKey> find(ContactId contact, KeyFingerprint key) {
        return Optional.ofNullable(
                holder.state().keys.getOrDefault(contact, Map.of()).get(key));
    }

    @Override
    public void save(ContactId contact, ContactKey key) {
        holder.state().keys.computeIfAbsent(contact, _ -> new HashMap<>()).put(key.fingerprint(), key);
    }

    @Override
    public void forget(ContactId contact, KeyFingerprint key) {
        holder.state().keys.getOrDefault(contact, new HashMap<>()).remove(key);
    }
}
