package io.chimera.pki.revocation;

import io.chimera.core.identity.KeyFingerprint;
import io.chimera.pki.https.NoReply;
import io.chimera.pki.https.PinnedTrust;
import io.chimera.pki.https.Reply;
import io.chimera.pki.https.SecureClient;
import io.chimera.pki.revocation.KeptLists.Heard;
import io.chimera.pki.step.AuthorityFailed;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the identity provider says of persons some of whose keys were taken back. A provider may keep no such list. */
final class ProviderKeys extends Source implements AutoCloseable {

    private static final int LARGEST = 1024 * 1024;

    /** That nothing has changed is written down this often, not each time. */
    private static final Duration WRITTEN_EVERY = Duration.ofHours(1);

    private final URI url;
    private final AuthorityAtHand authority;
    private final KeptLists kept;
    private final Duration grace;
    private final Duration patience;
    private final Clock clock;
    private @Nullable SecureClient client;
    private Instant written = Instant.EPOCH;
    private volatile @Nullable Heard heard;

    ProviderKeys(URI url, AuthorityAtHand authority, KeptLists kept, Duration grace, Duration patience, Clock clock) {
        this.url = url;
        this.authority = authority;
        this.kept = kept;
        this.grace = grace;
        this.patience = patience;
        this.clock = clock;
        this.heard = kept.heard().orElse(null);
    }

    /** What it last said; empty if it never said anything. */
    Optional<StandingKeys> keys() {
        var last = heard;
        return last == null ? Optional.empty() : last.keys();
    }

    @Override
    Optional<String> tooOld() {
        var last = heard;
        if (last == null) return Optional.of("The identity provider has not been heard yet.");
        // A time to come was heard by a clock that was wrong, and says nothing of how long ago it was.
        return clock.instant().isAfter(last.at().plus(grace))
                        || last.at().isAfter(clock.instant().plus(grace))
                ? Optional.of("The identity provider was last heard at " + last.at() + ".")
                : Optional.empty();
    }

    @Override
    synchronized boolean fetch() throws ListRefused {
        try {
            return taken(client(authority.get().root()).get("/v1/standing", LARGEST));
        } catch (AuthorityFailed e) {
            throw new ListRefused("The identity provider could not be asked which keys remain good. " + e.what(), e);
        } catch (NoReply e) {
            throw new ListRefused(
                    "The identity provider could not be asked which keys remain good: " + e.getMessage()
                            + ". Check chimera.pki.identity-url, or ask whoever runs it.",
                    e);
        }
    }

    @Override
    public synchronized void close() {
        if (client != null) client.close();
    }

    /** That a key of a person was proven to the provider just now: it will say so when it is asked next. */
    synchronized void proven(String person, KeyFingerprint key) {
        var before = keys();
        if (before.isEmpty() || !before.get().isTakenBack(person, key)) return;
        hear(Optional.of(before.get().with(person, key)), true);
    }

    private boolean taken(Reply reply) throws ListRefused {
        var before = keys();
        if (reply.status() == 404) {
            if (before.isPresent()) {
                throw new ListRefused("The identity provider no longer says which keys remain good.");
            }
            hear(before, false);
            return false;
        }
        if (!reply.accepted()) {
            throw new ListRefused("The identity provider could not say which keys remain good (status " + reply.status()
                    + "). Ask whoever runs it.");
        }
        var now = StandingKeys.parse(reply.body());
        if (before.isPresent() && now.number() < before.get().number()) {
            throw new ListRefused("What the identity provider says of keys has the number " + now.number() + " after "
                    + before.get().number()
                    + ": somebody repeats an old answer, or the provider has lost its memory. If it"
                    + " was set up anew, stop Chimera and remove the folder revocations in its home.");
        }
        // The same number with less: a provider went back to a copy of its memory and took back something else since.
        var more = now.takesBackMoreThan(before.orElse(StandingKeys.NONE));
        var changed = before.isEmpty() || now.number() > before.get().number() || more;
        hear(changed ? Optional.of(now) : before, changed);
        return more;
    }

    private void hear(Optional<StandingKeys> keys, boolean changed) {
        var now = clock.instant();
        var last = new Heard(now, keys);
        heard = last;
        if (!changed && written.plus(WRITTEN_EVERY).isAfter(now)) return;
        kept.keep(last);
        written = now;
    }

    private SecureClient client(X509Certificate root) {
        if (client == null) client = new SecureClient(url, new PinnedTrust(root, clock).context(), clock, patience);
        return client;
    }
}
