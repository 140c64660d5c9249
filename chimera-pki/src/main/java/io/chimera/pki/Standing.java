package io.chimera.pki;

import io.chimera.core.account.AccountId;
import io.chimera.core.identity.Credential;
import io.chimera.core.identity.Enrolment;
import io.chimera.pki.Pending.Challenged;
import io.chimera.pki.x509.Lifetime;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where accounts stand with their certificates, from what lies in their vaults. */
final class Standing {

    private static final Logger log = LoggerFactory.getLogger(Standing.class);

    private final Clock clock;
    private final ConcurrentMap<AccountId, String> troubles = new ConcurrentHashMap<>();

    Standing(Clock clock) {
        this.clock = clock;
    }

    /** Why the last try to renew failed. */
    void renewalFailed(AccountId account, String why) {
        troubles.put(account, why);
    }

    /** There is a new certificate. */
    void renewed(AccountId account) {
        troubles.remove(account);
    }

    /** Whether a credential is good now. */
    boolean isGood(Credential credential) {
        return Lifetime.of(credential.certificate()).contains(clock.instant());
    }

    /** Whether a credential is good and two thirds of its life are over. */
    boolean isDue(Credential credential) {
        return isGood(credential)
                && !clock.instant()
                        .isBefore(Lifetime.of(credential.certificate()).renewAt());
    }

    /** What there is to say of an account; a code that is awaited comes first, since it waits a few minutes only. */
    Enrolment of(AccountId account, KeyVault vault) {
        try {
            if (vault.pending().orElse(null) instanceof Challenged challenged
                    && clock.instant().isBefore(challenged.expiresAt())) {
                return new Enrolment.Challenged(challenged.expiresAt());
            }
            var revoked = vault.revocation();
            if (revoked.isPresent()) return told(revoked.get());
            return vault.credential().map(credential -> of(account, credential)).orElseGet(Enrolment.Unknown::new);
        } catch (IOException e) {
            log.warn("account={} The state of its certificate cannot be read: {}", account, e.getMessage());
            return new Enrolment.Unknown();
        }
    }

    static Enrolment.Revoked told(KeyVault.Revocation revocation) {
        return new Enrolment.Revoked(PeerCredential.facts(revocation.certificate()), revocation.reason());
    }

    private Enrolment of(AccountId account, Credential credential) {
        var facts = PeerCredential.facts(credential.certificate());
        var now = clock.instant();
        if (now.isAfter(facts.notAfter())) return new Enrolment.Expired(facts);
        if (now.isBefore(facts.notBefore())) {
            return new Enrolment.Expiring(facts, "This computer's clock is before the certificate's first day.");
        }
        if (!isDue(credential)) return new Enrolment.Certified(facts);
        return new Enrolment.Expiring(
                facts, troubles.getOrDefault(account, "It is time to renew it, which has not been tried yet."));
    }
}
