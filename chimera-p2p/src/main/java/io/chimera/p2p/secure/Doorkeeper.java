package io.chimera.p2p.secure;

import io.chimera.core.account.AccountId;
import io.chimera.core.contact.ContactId;
import io.chimera.core.identity.PeerIdentity;
import io.chimera.core.identity.Revocations;
import io.chimera.core.identity.Revocations.Verdict;
import io.chimera.core.neighbour.Refusal;
import io.chimera.core.neighbour.Refusal.Kind;
import io.chimera.core.trust.Acquaintances;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether one account goes on with somebody who has proved who they are: not if their certificate was taken back,
 * nor if its person blocked their key. Remembers whom it refused, and says so in the log once. Safe for use by many
 * threads.
 */
public final class Doorkeeper {

    private static final Logger LOG = LoggerFactory.getLogger(Doorkeeper.class);

    /** Who is near is tried again within a minute, so what is older than this is about somebody who is not. */
    private static final Duration LATELY = Duration.ofMinutes(2);

    /** As many as there can be neighbours. */
    private static final int MOST = 2048;

    private final AccountId account;
    private final Revocations revocations;
    private final Acquaintances acquaintances;
    private final Clock clock;
    private final Map<ContactId, Refusal> refused = new LinkedHashMap<>(); // the longest known first

    public Doorkeeper(AccountId account, Revocations revocations, Acquaintances acquaintances, Clock clock) {
        this.account = account;
        this.revocations = revocations;
        this.acquaintances = acquaintances;
        this.clock = clock;
    }

    /**
     * Lets somebody in, and remembers their key.
     *
     * @param chain theirs, whose path and dates have been verified
     * @throws NotAdmitted if they are not to be talked to
     * @throws IOException if that cannot be found out now
     */
    void admit(List<X509Certificate> chain, PeerIdentity peer) throws IOException {
        try {
            var refusal = judge(chain, peer);
            if (refusal.isPresent()) throw new NotAdmitted(refusal.get());
            acquaintances.met(peer);
            forget(peer.contact());
        } catch (RuntimeException unreadable) {
            throw new IOException("whether to talk to them cannot be looked up now", unreadable);
        }
    }

    /** Why somebody is not to be talked to, if that is so now. */
    Optional<Refusal> judge(List<X509Certificate> chain, PeerIdentity peer) {
        var refusal = switch (revocations.of(chain)) {
            case Verdict.Revoked(var why) -> refusal(Kind.REVOKED, why);
            case Verdict.Unknown(var why) -> refusal(Kind.UNCERTAIN, why);
            case Verdict.Good() ->
                acquaintances.isBlocked(peer)
                        ? refusal(Kind.BLOCKED, "this key of theirs was blocked here")
                        : Optional.<Refusal>empty();
        };
        refusal.ifPresent(why -> remember(peer, why));
        return refusal;
    }

    /** Why the account's own certificate is of no use any more, if that is so: what others will hear of as well. */
    Optional<String> ownIsRevoked(List<X509Certificate> chain) {
        return revocations.of(chain) instanceof Verdict.Revoked(var why) ? Optional.of(why) : Optional.empty();
    }

    /** Why a contact was refused within the last minutes, if nobody was let in in their name since. */
    public synchronized Optional<Refusal> lately(ContactId contact) {
        var since = clock.instant().minus(LATELY);
        return Optional.ofNullable(refused.get(contact))
                .filter(refusal -> refusal.at().isAfter(since));
    }

    private Optional<Refusal> refusal(Kind kind, String why) {
        return Optional.of(new Refusal(kind, why, clock.instant()));
    }

    private void remember(PeerIdentity peer, Refusal refusal) {
        Refusal before;
        synchronized (this) {
            before = refused.remove(peer.contact());
            if (refused.size() >= MOST)
                refused.remove(refused.keySet().iterator().next());
            refused.put(peer.contact(), refusal);
        }
        if (before != null && before.kind() == refusal.kind() && before.why().equals(refusal.why())) return;
        LOG.warn(
                "Not talked to directly: account={} contact={} why={} ({})",
                account,
                peer.contact(),
                refusal.kind(),
                refusal.why());
    }

    private synchronized void forget(ContactId contact) {
        refused.remove(contact);
    }
}
