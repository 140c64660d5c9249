package io.chimera.pki.revocation;

import io.chimera.core.identity.KeyFingerprint;
import io.chimera.pki.https.Body;
import io.chimera.pki.https.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which keys remain good of persons some of whose keys were taken back, as the identity provider tells.
 *
 * <p>An authority's list names certificates, and one that was renewed or rekeyed from a stolen one is not on it; an honest
 * renewal keeps its key, so that naming the good keys ends the stolen ones whatever they were made into.
 *
 * @param number grows with each change
 * @param people persons by their Telegram id; of those who are not listed nothing was taken back
 */
record StandingKeys(long number, Instant at, Map<String, Set<KeyFingerprint>> people) {

    /** What a provider says that has taken nothing back. */
    static final StandingKeys NONE = new StandingKeys(0, Instant.EPOCH, Map.of());

    private static final Pattern PERSON = Pattern.compile("[1-9][0-9]{0,15}");

    StandingKeys {
        people = Map.copyOf(people);
    }

    /** Reads what the provider answered. */
    static StandingKeys parse(Body json) throws ListRefused {
        try {
            var told = Json.read(json, Told.class);
            if (told.number() == null || told.number() < 0 || told.at() == null || told.people() == null) {
                throw new ListRefused(strange("a part is missing"));
            }
            var people = new HashMap<String, Set<KeyFingerprint>>();
            for (var person : told.people().entrySet()) {
                if (!PERSON.matcher(person.getKey()).matches()) throw new ListRefused(strange("a name is no number"));
                people.put(person.getKey(), keys(person.getValue()));
            }
            return new StandingKeys(told.number(), told.at(), people);
        } catch (IOException e) {
            throw new ListRefused(strange(String.valueOf(e.getMessage())), e);
        }
    }

    private static Set<KeyFingerprint> keys(@Nullable List<String> told) throws ListRefused {
        try {
            if (told == null) throw new ListRefused(strange("a part is missing"));
            return Set.copyOf(told.stream().map(KeyFingerprint::new).toList());
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new ListRefused(strange("a key's fingerprint is none"), e);
        }
    }

    private static String strange(String why) {
        return "What the identity provider says of keys cannot be used: " + why + ". Ask whoever runs it.";
    }

    /** Whether a person's key is one that was taken back. */
    boolean isTakenBack(String person, KeyFingerprint key) {
        var good = people.get(person);
        return good != null && !good.contains(key);
    }

    /** The same with one good key more. */
    StandingKeys with(String person, KeyFingerprint key) {
        var more = new HashMap<>(people);
        var good = new HashSet<>(people.getOrDefault(person, Set.of()));
        good.add(key);
        more.put(person, Set.copyOf(good));
        return new StandingKeys(number, at, more);
    }

    /** Whether something is taken back here that was not before. */
    boolean takesBackMoreThan(StandingKeys before) {
        return people.entrySet().stream().anyMatch(person -> {
            var good = before.people().get(person.getKey());
            return good == null || !person.getValue().containsAll(good);
        });
    }

    /** The form it is kept in, which {@link #parse} reads. */
    byte[] json() {
        var told = new HashMap<String, @Nullable List<String>>();
        people.forEach((person, keys) ->
                told.put(person, keys.stream().map(KeyFingerprint::hex).sorted().toList()));
        return Json.write(new Told(number, at, told));
    }

    private record Told(
            @Nullable Long number,
            @Nullable Instant at,
            @Nullable Map<String, @Nullable List<String>> people) {}
}
