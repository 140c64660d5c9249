package io.chimera.pki;

import io.chimera.core.account.AccountId;
import io.chimera.core.event.Events;
import io.chimera.core.identity.Credential;
import io.chimera.core.identity.CredentialRenewed;
import io.chimera.core.identity.EnrolmentFailed;
import io.chimera.core.identity.EnrolmentFailed.Cause;
import io.chimera.core.identity.RevocationReason;
import io.chimera.pki.https.PinnedTrust;
import io.chimera.pki.step.AuthorityFailed;
import io.chimera.pki.step.StepCa;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a new credential in: checks it, keeps it, tells of it, and gives back the one that leaves the disk for it. */
final class Intake {

    private static final Logger log = LoggerFactory.getLogger(Intake.class);

    private final Standing standing;
    private final Events events;
    private final Clock clock;

    Intake(Standing standing, Events events, Clock clock) {
        this.standing = standing;
        this.events = events;
        this.clock = clock;
    }

    /** Puts it in the present one's place. When it throws, the present one is still in its place. */
    void take(AccountId account, KeyVault vault, Credential credential, StepCa ca) throws EnrolmentFailed, IOException {
        check(account, credential, ca);
        checkIsProgress(vault, credential);
        var leaving = vault.previous();
        vault.replace(credential);
        vault.forgetPending();
        standing.renewed(account);
        events.publish(new CredentialRenewed(account, clock.instant()));
        if (leaving.filter(standing::isGood).isPresent()) retire(account, ca, leaving.get());
    }

    /** Has a certificate revoked; it is no failure if it was already. */
    void giveBack(StepCa ca, Credential credential, RevocationReason reason, String note) throws EnrolmentFailed {
        try {
            ca.revoke(PeerCredential.shown(credential), reason, note);
        } catch (AuthorityFailed e) {
            if (e.kind() != AuthorityFailed.Kind.ALREADY_REVOKED) throw Failures.of(e);
        }
    }

    private void check(AccountId account, Credential credential, StepCa ca) throws EnrolmentFailed {
        try {
            PeerCredential.check(credential, account);
            var trust = new PinnedTrust(ca.root(), clock);
            trust.checkServes(credential.chain());
            trust.checkCalls(credential.chain());
        } catch (IOException | CertificateException e) {
            throw Failures.because(
                    new EnrolmentFailed(
                            Cause.REFUSED,
                            "The certificate authority issued a certificate that neighbours would not accept: "
                                    + e.getMessage()),
                    e);
        }
    }

    /** An authority that renews into the past would be asked again and again. */
    private static void checkIsProgress(KeyVault vault, Credential credential) throws EnrolmentFailed {
        var present = readable(vault);
        if (present.isEmpty() || !present.get().key().equals(credential.key())) return;
        if (!credential.notAfter().isBefore(present.get().notAfter())) return;
        throw new EnrolmentFailed(
                Cause.REFUSED,
                "The certificate authority issued a certificate that ends before the present one, at "
                        + credential.notAfter() + ". Ask whoever runs it whether its clock is right.");
    }

    /** One that cannot be read is being replaced by this very credential, and nothing to compare with. */
    private static Optional<Credential> readable(KeyVault vault) {
        try {
            return vault.credential();
        } catch (IOException e) {
            log.debug("The present credential is not compared with the new one: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** A certificate whose key leaves this disk while it is good could be renewed by a thief, and by nobody else. */
    private void retire(AccountId account, StepCa ca, Credential leaving) {
        try {
            giveBack(ca, leaving, RevocationReason.SUPERSEDED, "");
        } catch (EnrolmentFailed e) {
            log.warn("account={} An earlier certificate could not be given back: {}", account, e.getMessage());
        }
    }
}
