package io.chimera.pki;

import io.chimera.core.account.AccountId;
import io.chimera.core.event.Events;
import io.chimera.core.identity.Credential;
import io.chimera.core.identity.Enroller;
import io.chimera.core.identity.Enrolment;
import io.chimera.core.identity.EnrolmentFailed;
import io.chimera.core.identity.EnrolmentFailed.Cause;
import io.chimera.core.identity.KeyFingerprint;
import io.chimera.core.identity.RevocationReason;
import io.chimera.pki.Pending.Challenged;
import io.chimera.pki.Pending.Keyed;
import io.chimera.pki.Pending.Proven;
import io.chimera.pki.Pending.Wanted;
import io.chimera.pki.step.AuthorityFailed;
import io.chimera.pki.step.StepCa;
import io.chimera.pki.x509.Keys;
import io.chimera.pki.x509.SigningRequest;
import java.io.IOException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Enrolment with an identity provider and a step-ca.
 *
 * <p>Each step is on disk before the next one begins, so a crash costs at most a code. A one-time token is forgotten
 * before it is handed in, because the first try spends it. One thread at a time works on an account.
 */
final class StepEnroller implements Enroller {

    private static final Logger log = LoggerFactory.getLogger(StepEnroller.class);

    private static final Pattern CODE = Pattern.compile("[0-9]{8}");

    /** What the provider keeps of a note. */
    private static final int LONGEST_NOTE = 200;

    private final Authority authority;
    private final IdentityClient provider;
    private final KeyVaults vaults;
    private final Clock clock;
    private final Standing standing;
    private final Intake intake;

    StepEnroller(Authority authority, IdentityClient provider, KeyVaults vaults, Events events, Clock clock) {
        this.authority = authority;
        this.provider = provider;
        this.vaults = vaults;
        this.clock = clock;
        this.standing = new Standing(clock);
        this.intake = new Intake(standing, events, clock);
    }

    @Override
    public Enrolment state(AccountId account) {
        return standing.of(account, vaults.of(account));
    }

    @Override
    public Enrolment.Challenged ask(AccountId account, String deviceName) throws EnrolmentFailed {
        return inTurn(account, vault -> {
            var pending = vault.pending();
            var isFresh = pending.isEmpty() || pending.get() instanceof Proven;
            if (isFresh) {
                pending = Optional.of(keyed(account));
                vault.keep(pending.get());
            }
            var wanted = pending.get().wanted();
            IdentityClient.Opened opened;
            try {
                opened = provider.ask(account, wanted.request(), deviceName);
            } catch (EnrolmentFailed refused) {
                if (refused.reason() != Cause.REFUSED || isFresh) throw refused;
                // A key from an earlier try may have been taken back since; a new one has no past.
                var fresh = keyed(account);
                vault.keep(fresh);
                wanted = fresh.wanted();
                opened = provider.ask(account, wanted.request(), deviceName);
            }
            vault.keep(new Challenged(wanted, opened.challenge(), opened.expiresAt()));
            log.info("account={} A code was asked for until={}", account, opened.expiresAt());
            return new Enrolment.Challenged(opened.expiresAt());
        });
    }

    @Override
    public Enrolment.Certified prove(AccountId account, String code) throws EnrolmentFailed {
        var certified = inTurn(account, vault -> {
            var proven = proven(vault, code);
            var ca = authority.ca();
            asked(ca::health); // better to fail now, with the token unspent
            vault.forgetPending();
            var wanted = proven.wanted();
            var chain = asked(() -> ca.sign(wanted.request(), proven.token()));
            vaults.takenBack().proven(account, chain.getFirst().getPublicKey());
            return taken(account, vault, wanted.key(), chain, ca);
        });
        log.info(
                "account={} A certificate was issued until={}",
                account,
                certified.certificate().notAfter());
        return certified;
    }

    @Override
    public Enrolment.Certified renew(AccountId account) throws EnrolmentFailed {
        return inTurn(account, vault -> renewed(account, vault));
    }

    /** Renews if it is time; empty if it is not, or there is nothing to renew. */
    Optional<Enrolment.Certified> renewIfDue(AccountId account) throws EnrolmentFailed {
        if (!isDue(account)) return Optional.empty();
        // Looked at again in turn: somebody else may have renewed it just now.
        return inTurn(account, vault -> isDue(account) ? Optional.of(renewed(account, vault)) : Optional.empty());
    }

    @Override
    public Enrolment.Revoked revoke(AccountId account, RevocationReason reason, String note) throws EnrolmentFailed {
        return inTurn(account, vault -> {
            var credential = good(vault);
            // The provider first: it reaches what was renewed or rekeyed from this key, which the authority does not.
            var isDisowned = disown(credential, reason, note);
            try {
                giveBack(vault, credential, reason, note);
            } catch (EnrolmentFailed e) {
                if (!isDisowned) throw e;
                log.warn(
                        "account={} The provider took the key back; the authority did not answer: {}",
                        account,
                        e.getMessage());
            }
            var revocation = new KeyVault.Revocation(credential.certificate(), reason.name());
            vault.retire(revocation);
            log.info("account={} The certificate was revoked reason={}", account, reason);
            return Standing.told(revocation);
        });
    }

    /** Removes the keys of a certificate that the identity provider has taken back; the rest is the provider's. */
    void retire(AccountId account, RevocationReason reason) throws EnrolmentFailed {
        inTurn(account, vault -> {
            var credential = vault.credential();
            if (credential.isPresent()) {
                vault.retire(new KeyVault.Revocation(credential.get().certificate(), reason.name()));
            }
            return reason;
        });
    }

    /** Whether the provider took the key back; it may not know it. Throws, before anything was changed, if it is away. */
    private boolean disown(Credential credential, RevocationReason reason, String note) throws EnrolmentFailed {
        try {
            var key = KeyFingerprint.of(credential.certificate().getPublicKey());
            provider.disown(credential, key, reason, note.substring(0, Math.min(note.length(), LONGEST_NOTE)));
            return true;
        } catch (EnrolmentFailed e) {
            if (e.reason() == Cause.REFUSED) return false;
            throw e;
        }
    }

    private void giveBack(KeyVault vault, Credential credential, RevocationReason reason, String note)
            throws EnrolmentFailed, IOException {
        var ca = authority.ca();
        // The one before first: it could be renewed as well, and while it is not revoked, nothing is over.
        var before = vault.previous().filter(standing::isGood);
        if (before.isPresent()) intake.giveBack(ca, before.get(), reason, note);
        intake.giveBack(ca, credential, reason, note);
    }

    /** Behind the back of whoever waits for the certificate, which is good whether or not the provider knows it. */
    private void show(AccountId account, List<X509Certificate> chain) {
        Thread.ofVirtual().name("certificate-shown").start(() -> {
            try {
                provider.show(chain);
            } catch (EnrolmentFailed e) {
                log.info("account={} The identity provider was not shown the certificate: {}", account, e.getMessage());
            }
        });
    }

    private Keyed keyed(AccountId account) {
        var pair = Keys.make();
        return new Keyed(new Wanted(pair.getPrivate(), SigningRequest.make(pair, account.toString())));
    }

    /** The token, which is obtained for the code unless an earlier try came that far. */
    private Proven proven(KeyVault vault, String code) throws EnrolmentFailed, IOException {
        var digits = code.replaceAll("[\\s-]", "");
        if (!CODE.matcher(digits).matches()) {
            throw new EnrolmentFailed(Cause.WRONG_CODE, "A code has eight digits.");
        }
        return switch (vault.pending().orElseThrow(StepEnroller::notAsked)) {
            case Keyed _ -> throw notAsked();
            case Proven proven when clock.instant().isBefore(proven.expiresAt()) -> proven;
            case Proven _ -> {
                vault.forgetPending();
                throw notAsked();
            }
            case Challenged challenged -> {
                var proven = proven(challenged, digits);
                vault.keep(proven);
                yield proven;
            }
        };
    }

    private Proven proven(Challenged challenged, String code) throws EnrolmentFailed {
        try {
            var proof = provider.prove(challenged.challenge(), code);
            return new Proven(challenged.wanted(), proof.token(), proof.expiresAt());
        } catch (EnrolmentFailed e) {
            var over = e.reason() == Cause.WRONG_CODE && clock.instant().isAfter(challenged.expiresAt());
            throw over ? Failures.because(notAsked(), e) : e;
        }
    }

    private Enrolment.Certified renewed(AccountId account, KeyVault vault) throws EnrolmentFailed {
        try {
            var present = good(vault);
            var ca = authority.ca();
            var chain = asked(() -> ca.renew(PeerCredential.shown(present)));
            var certified = taken(account, vault, present.key(), chain, ca);
            log.info(
                    "account={} The certificate was renewed until={}",
                    account,
                    certified.certificate().notAfter());
            return certified;
        } catch (EnrolmentFailed e) {
            standing.renewalFailed(account, String.valueOf(e.getMessage()));
            throw e;
        } catch (IOException e) {
            var failed = Failures.storage(e);
            standing.renewalFailed(account, String.valueOf(failed.getMessage()));
            throw failed;
        }
    }

    /** Takes a new certificate in; see {@link Intake#take}. */
    private Enrolment.Certified taken(
            AccountId account, KeyVault vault, PrivateKey key, List<X509Certificate> chain, StepCa ca)
            throws EnrolmentFailed, IOException {
        var credential = new Credential(key, chain, List.of(ca.root()));
        intake.take(account, vault, credential, ca);
        show(account, chain);
        return new Enrolment.Certified(PeerCredential.facts(credential.certificate()));
    }

    private boolean isDue(AccountId account) throws EnrolmentFailed {
        try {
            return vaults.of(account).credential().filter(standing::isDue).isPresent();
        } catch (IOException e) {
            throw Failures.storage(e);
        }
    }

    private Credential good(KeyVault vault) throws EnrolmentFailed, IOException {
        return vault.credential()
                .filter(standing::isGood)
                .orElseThrow(() -> new EnrolmentFailed(
                        Cause.NOT_CERTIFIED,
                        "There is no certificate, or it has ended. Ask for a code to obtain a new one."));
    }

    private static EnrolmentFailed notAsked() {
        return new EnrolmentFailed(
                Cause.NO_CHALLENGE, "No code was asked for, or its time is over. Ask for a new one.");
    }

    private <T> T inTurn(AccountId account, Step<T> step) throws EnrolmentFailed {
        var vault = vaults.of(account);
        try (var _ = vault.turn()) {
            return step.in(vault);
        } catch (IOException e) {
            throw Failures.storage(e);
        }
    }

    private static void asked(Errand errand) throws EnrolmentFailed {
        asked(() -> {
            errand.run();
            return errand;
        });
    }

    private static <T> T asked(Question<T> question) throws EnrolmentFailed {
        try {
            return question.ask();
        } catch (AuthorityFailed e) {
            throw Failures.of(e);
        }
    }

    @FunctionalInterface
    private interface Step<T> {
        T in(KeyVault vault) throws EnrolmentFailed, IOException;
    }

    @FunctionalInterface
    private interface Errand {
        void run() throws AuthorityFailed;
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask() throws AuthorityFailed;
    }
}
