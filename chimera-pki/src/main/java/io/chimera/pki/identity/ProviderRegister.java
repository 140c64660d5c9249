package io.chimera.pki.identity;

import io.chimera.core.account.AccountId;
import io.chimera.core.identity.KeyFingerprint;
import io.chimera.core.identity.RevocationReason;
import io.chimera.core.provider.Register;
import io.chimera.pki.identity.CodePost.Letter;
import io.chimera.pki.x509.KeyAndChain;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The register of this provider. */
final class ProviderRegister implements Register {

    private static final Logger log = LoggerFactory.getLogger(ProviderRegister.class);

    private static final int MOST = 100;
    private static final int LONGEST_NOTE = 200;

    /** A server's certificate is renewed long before. */
    private static final Duration SOON = Duration.ofHours(6);

    private final ProviderSettings settings;
    private final Records records;
    private final CodePost post;
    private final Supplier<KeyAndChain> own;
    private final Clock clock;

    ProviderRegister(
            ProviderSettings settings, Records records, CodePost post, Supplier<KeyAndChain> own, Clock clock) {
        this.settings = settings;
        this.records = records;
        this.post = post;
        this.own = own;
        this.clock = clock;
    }

    @Override
    public Condition condition() {
        var until = own.get().certificate().getNotAfter().toInstant();
        var trouble = new ArrayList<String>();
        if (Duration.between(clock.instant(), until).compareTo(SOON) < 0) {
            trouble.add("The provider's own certificate ends at " + until
                    + " and was not renewed. See its log for what the authority said.");
        }
        records.errands()
                .trouble()
                .ifPresent(why -> trouble.add("Certificates wait for their revocation at the authority, which is tried"
                        + " again by itself: " + why));
        return new Condition(trouble, until, settings.delivery());
    }

    @Override
    public Figures figures(Duration within) {
        return records.audit().figures(clock.instant().minus(within));
    }

    @Override
    public List<Issuance> issued(Optional<AccountId> wanted, Instant before, int limit) {
        return records.issuances().newest(wanted, before, bounded(limit));
    }

    @Override
    public Optional<Issuance> find(AccountId person, KeyFingerprint key) {
        return records.issuances().find(person, key);
    }

    @Override
    public List<Entry> audit(Optional<AccountId> wanted, long before, int limit) {
        return records.audit().newest(wanted, before, bounded(limit));
    }

    @Override
    public Optional<String> revoke(AccountId person, KeyFingerprint key, RevocationReason reason, String note) {
        var issuance = find(person, key)
                .orElseThrow(() -> new IllegalArgumentException("no certificate was issued for this key: " + key));
        return revoke(issuance, reason, note, "");
    }

    /** @param asker where it is asked from; empty for whoever runs the provider */
    Optional<String> revoke(Issuance issuance, RevocationReason reason, String note, String asker) {
        if (note.length() > LONGEST_NOTE) {
            throw new IllegalArgumentException("a note has at most " + LONGEST_NOTE + " characters");
        }
        var now = clock.instant();
        if (records.issuances().revoke(issuance, reason, note, asker, now)) {
            log.info("A key was taken back person={} key={} reason={}", issuance.person(), issuance.key(), reason);
            tell(issuance);
        }
        var serials =
                find(issuance.person(), issuance.key()).map(Issuance::serials).orElse(List.of());
        return records.errands().attempt(serials, now);
    }

    private void tell(Issuance issuance) {
        var letter = new Letter(
                issuance.person(),
                CodeText.revoked(issuance.device()),
                () -> log.warn("A person could not be told that a key was taken back key={}", issuance.key()));
        post.reserve().ifPresentOrElse(place -> place.fill(letter), letter.undeliverable());
    }

    private static int bounded(int limit) {
        if (limit < 1 || limit > MOST) throw new IllegalArgumentException("1 to " + MOST + ", not " + limit);
        return limit;
    }
}
