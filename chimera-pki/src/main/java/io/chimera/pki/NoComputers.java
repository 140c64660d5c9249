package io.chimera.pki;

import io.chimera.core.account.AccountId;
import io.chimera.core.identity.Computers;
import io.chimera.core.identity.EnrolmentFailed;
import io.chimera.core.identity.EnrolmentFailed.Cause;
import io.chimera.core.identity.KeyFingerprint;
import io.chimera.core.identity.RevocationReason;
import java.util.List;

/** No identity provider is set: there is nobody who could be asked for computers. */
final class NoComputers implements Computers {

    @Override
    public List<Computer> of(AccountId account) throws EnrolmentFailed {
        throw none();
    }

    @Override
    public void disown(AccountId account, KeyFingerprint computer, RevocationReason reason, String note)
            throws EnrolmentFailed {
        throw none();
    }

    private static EnrolmentFailed none() {
        return new EnrolmentFailed(
                Cause.NO_AUTHORITY,
                "No identity provider is set who could be asked for computers. Set chimera.pki.ca-url, ca-fingerprint and"
                        + " identity-url to what whoever runs one tells you, and start again.");
    }
}
