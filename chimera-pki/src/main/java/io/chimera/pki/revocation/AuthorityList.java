package io.chimera.pki.revocation;

import io.chimera.pki.https.Body;
import io.chimera.pki.step.AuthorityFailed;
import io.chimera.pki.step.AuthorityFailed.Kind;
import io.chimera.pki.step.StepCa;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The authority's revocation list: which certificates are taken back, by number. */
final class AuthorityList extends Source {

    private static final Logger log = LoggerFactory.getLogger(AuthorityList.class);

    /** A list on disk was found not to be from the future when it came; the clock may have been set back since. */
    private static final Instant LATER = Instant.parse("9999-01-01T00:00:00Z");

    private final AuthorityAtHand authority;
    private final KeptLists kept;
    private final Duration grace;
    private final Clock clock;
    private volatile @Nullable Known known;

    AuthorityList(AuthorityAtHand authority, KeptLists kept, Duration grace, Clock clock) {
        this.authority = authority;
        this.kept = kept;
        this.grace = grace;
        this.clock = clock;
        this.known = kept.signed().flatMap(this::read).orElse(null);
    }

    /** A list and where it came from. */
    private static final class Known {
        private final KeptLists.Signed signed;
        private final RevokedSerials list;

        Known(KeptLists.Signed signed, RevokedSerials list) {
            this.signed = signed;
            this.list = list;
        }
    }

    /** The list in use. */
    Optional<RevokedSerials> list() {
        var now = known;
        return now == null ? Optional.empty() : Optional.of(now.list);
    }

    @Override
    Optional<String> tooOld() {
        var list = list();
        if (list.isEmpty()) return Optional.of("No revocation list of the certificate authority has been fetched yet.");
        var until = list.get().until();
        return clock.instant().isAfter(until.plus(grace))
                ? Optional.of("The certificate authority's revocation list was good until " + until + ".")
                : Optional.empty();
    }

    @Override
    Optional<String> trouble() {
        return super.trouble()
                .or(() -> list().filter(list -> clock.instant().isAfter(list.until()))
                        .map(list -> "The certificate authority hands out a revocation list that was good until "
                                + list.until() + ". Ask whoever runs it."));
    }

    @Override
    synchronized boolean fetch() throws ListRefused {
        try {
            var ca = authority.get();
            var der = ca.revocationList();
            var before = known;
            if (before != null && Arrays.equals(before.signed.der().bytes(), der.bytes())) return false;
            return taken(verified(ca, der), before);
        } catch (AuthorityFailed e) {
            var hint =
                    e.kind() == Kind.REFUSED ? " Ask whoever runs it whether it keeps one (crl in its ca.json)." : "";
            throw new ListRefused(
                    "The certificate authority's revocation list could not be fetched. " + e.what() + hint, e);
        }
    }

    private boolean taken(Known now, @Nullable Known before) throws ListRefused {
        if (before != null && now.list.number().compareTo(before.list.number()) < 0) {
            throw new ListRefused("The certificate authority's revocation list has the number " + now.list.number()
                    + " after " + before.list.number() + ": somebody repeats an old one, or the authority has lost its"
                    + " memory. If it was set up anew, stop Chimera and remove the folder revocations in its home.");
        }
        known = now;
        kept.keep(now.signed);
        var more = before == null
                ? !now.list.entries().isEmpty()
                : !before.list.entries().keySet().containsAll(now.list.entries().keySet());
        log.debug(
                "Revocation list number={} entries={}",
                now.list.number(),
                now.list.entries().size());
        return more;
    }

    /** With the intermediates known from before, or, if none of those signed it, with those of today. */
    private Known verified(StepCa ca, Body der) throws ListRefused, AuthorityFailed {
        var before = known;
        if (before != null) {
            try {
                return known(ca.root(), before.signed.issuers(), der, clock.instant());
            } catch (ListRefused e) {
                log.debug("The authority's intermediates are asked for again: {}", e.getMessage());
            }
        }
        return known(ca.root(), ca.intermediates(), der, clock.instant());
    }

    private Optional<Known> read(KeptLists.Signed signed) {
        try {
            return Optional.of(known(signed.root(), signed.issuers(), signed.der(), LATER));
        } catch (ListRefused e) {
            log.warn("The revocation list on disk cannot be used and is fetched anew: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static Known known(X509Certificate root, List<X509Certificate> issuers, Body der, Instant now)
            throws ListRefused {
        var list = RevokedSerials.verified(der.bytes(), issuers, now);
        return new Known(new KeptLists.Signed(root, issuers, der), list);
    }
}
