package io.chimera.pki;

import io.chimera.core.account.AccountId;
import io.chimera.core.identity.Computers;
import io.chimera.core.identity.Credential;
import io.chimera.core.identity.EnrolmentFailed;
import io.chimera.core.identity.EnrolmentFailed.Cause;
import io.chimera.core.identity.KeyFingerprint;
import io.chimera.core.identity.RevocationReason;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An account's computers, as the identity provider of the settings knows them. */
final class ProviderComputers implements Computers {

    private static final Logger log = LoggerFactory.getLogger(ProviderComputers.class);

    private final KeyVaults vaults;
    private final IdentityClient provider;
    private final StepEnroller enroller;

    ProviderComputers(KeyVaults vaults, IdentityClient provider, StepEnroller enroller) {
        this.vaults = vaults;
        this.provider = provider;
        this.enroller = enroller;
    }

    @Override
    public List<Computer> of(AccountId account) throws EnrolmentFailed {
        var own = own(account);
        var here = key(own);
        return provider.computers(own).stream()
                .map(told -> new Computer(
                        told.key(), told.name(), told.since(), told.key().equals(here), told.disowned()))
                .toList();
    }

    @Override
    public void disown(AccountId account, KeyFingerprint computer, RevocationReason reason, String note)
            throws EnrolmentFailed {
        var own = own(account);
        provider.disown(own, computer, reason, note);
        log.info("account={} A computer was disowned key={} reason={}", account, computer, reason);
        if (computer.equals(key(own))) giveUp(account, reason, note);
    }

    /** Nobody believes this computer any more: what the authority cannot be told now, the provider tells it later. */
    private void giveUp(AccountId account, RevocationReason reason, String note) throws EnrolmentFailed {
        try {
            enroller.revoke(account, reason, note);
        } catch (EnrolmentFailed e) {
            log.warn("account={} The authority could not be told: {}", account, e.getMessage());
            enroller.retire(account, reason);
        }
    }

    private Credential own(AccountId account) throws EnrolmentFailed {
        try {
            return vaults.of(account)
                    .credential()
                    .orElseThrow(() -> new EnrolmentFailed(
                            Cause.NOT_CERTIFIED,
                            "This computer has no certificate to prove itself with. Ask for a code to obtain one."));
        } catch (IOException e) {
            throw Failures.storage(e);
        }
    }

    private static KeyFingerprint key(Credential credential) {
        return KeyFingerprint.of(credential.certificate().getPublicKey());
    }
}
