package io.chimera.core.trust;

import io.chimera.core.identity.KeyFingerprint;
import java.time.Instant;
import java.util.Optional;

/**
 * A key that a contact has proved themselves with. Who writes from two computers has two.
 *
 * @param fingerprint which key
 * @param firstSeen when they first proved themselves with it, by this computer's clock
 * @param lastSeen when they last did, give or take an hour
 * @param news whether the person is to be told of it: it came when another one was known, and they have not looked yet
 * @param compared when the person compared it with the contact and found it equal; empty if they never did
 * @param blocked since when it is not talked to directly; empty if it is
 */
public record ContactKey(
        KeyFingerprint fingerprint,
        Instant firstSeen,
        Instant lastSeen,
        boolean news,
        Optional<Instant> compared,
        Optional<Instant> blocked) {

    /** Whether nobody has said anything about it. */
    public boolean isPlain() {
        return compared.isEmpty() && blocked.isEmpty();
    }

    /** It was seen again. */
    public ContactKey seen(Instant at) {
        return new ContactKey(fingerprint, firstSeen, at, news, compared, blocked);
    }

    /** The person knows of it. */
    public ContactKey noticed() {
        return new ContactKey(fingerprint, firstSeen, lastSeen, false, compared, blocked);
    }

    /** The person found it equal. */
    public ContactKey compared(Instant at) {
        return new ContactKey(fingerprint, firstSeen, lastSeen, false, Optional.of(at), blocked);
    }

    /** It is not talked to directly from now on, and what was said of its being equal does not hold. */
    public ContactKey blocked(Instant at) {
        return new ContactKey(fingerprint, firstSeen, lastSeen, false, Optional.empty(), Optional.of(at));
    }

    /** It is talked to again. */
    public ContactKey unblocked() {
        return new ContactKey(fingerprint, firstSeen, lastSeen, false, compared, Optional.empty());
    }
}
