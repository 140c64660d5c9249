package io.chimera.web.trust;

import io.chimera.core.identity.KeyFingerprint;
import io.chimera.core.trust.ContactKey;
import io.chimera.core.trust.SafetyCode;
import io.chimera.web.words.Words;
import java.time.Instant;
import java.util.Optional;

/**
 * A contact's key as the page shows it.
 *
 * @param state {@code compared}, {@code blocked}, {@code news}, or {@code seen} when nothing was said of it
 * @param about a sentence on that
 * @param code what is compared; empty while this account has no key to compare it with
 */
record KeyView(
        String key,
        String state,
        String heading,
        String about,
        String first,
        String last,
        String fingerprint,
        Optional<CodeView> code) {

    static KeyView of(ContactKey key, Optional<KeyFingerprint> own, String name, Instant now, Words words) {
        var state = state(key);
        var when = key.blocked().or(key::compared).orElse(key.firstSeen());
        return new KeyView(
                key.fingerprint().hex(),
                state,
                words.say("safety." + state),
                words.say("safety." + state + ".about", name, words.moments().full(when, now)),
                words.moments().full(key.firstSeen(), now),
                words.moments().full(key.lastSeen(), now),
                key.fingerprint().hex().replaceAll("(.{4})(?=.)", "$1 "),
                own.map(mine -> CodeView.of(SafetyCode.of(mine, key.fingerprint()), words)));
    }

    private static String state(ContactKey key) {
        if (key.blocked().isPresent()) return "blocked";
        if (key.compared().isPresent()) return "compared";
        return key.news() ? "news" : "seen";
    }
}
