package io.chimera.core.janus;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A notebook in memory. */
public final class ScriptedNotebook implements Notebook {

    private final Map<String, ProfileTag> profiles = new TreeMap<>();
    private final Map<ProfileTag, Map<String, SealedCard>> cards = new HashMap<>();

    @Override
    public synchronized List<String> names() {
        return List.copyOf(profiles.keySet());
    }

    @Override
    public synchronized Optional<ProfileTag> known(String profileName) {
        return Optional.ofNullable(profiles.get(profileName));
    }

    @Override
    public synchronized boolean remember(String profileName, ProfileTag tag) {
        if (tag.equals(profiles.get(profileName))) return true;
        if (!profiles.containsKey(profileName) && !profiles.containsValue(tag) && profiles.size() >= MOST_PROFILES)
            return false;
        forget(profileName);
        profiles.values().remove(tag);
        profiles.put(profileName, tag);
        cards.computeIfAbsent(tag, _ -> new HashMap<>());
        return true;
    }

    @Override
    public synchronized void forget(String profileName) {
        var tag = profiles.remove(profileName);
        if (tag != null) cards.remove(tag);
    }

    @Override
    public synchronized List<SealedCard> cards(ProfileTag profile) {
        return List.copyOf(cards.getOrDefault(profile, Map.of()).values());
    }

    @Override
    public synchronized boolean put(ProfileTag profile, List<SealedCard> some) {
        if (!cards.containsKey(profile)) return false;
        var then = new HashMap<>(cards.get(profile));
        some.forEach(card -> then.put(card.label(), card));
        if (then.size() > MOST_CARDS) return false;
        cards.put(profile, then);
        return true;
    }

    @Override
    public synchronized void remove(ProfileTag profile, String label) {
        cards.getOrDefault(profile, Map.of()).remove(label);
    }
}
