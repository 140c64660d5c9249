package io.chimera.pki;

import io.chimera.core.account.AccountId;
import io.chimera.core.identity.Enroller;
import io.chimera.core.identity.Enrolment;
import io.chimera.core.identity.EnrolmentFailed;
import io.chimera.core.identity.EnrolmentFailed.Cause;
import io.chimera.core.identity.RevocationReason;
import java.time.Clock;

/** No certificate authority is set: what was put in place by hand is used, and who wants more is told why there is none. */
final class NoAuthority implements Enroller {

    private final KeyVaults vaults;
    private final Standing standing;

    NoAuthority(KeyVaults vaults, Clock clock) {
        this.vaults = vaults;
        this.standing = new Standing(clock);
    }

    @Override
    public Enrolment state(AccountId account) {
        return standing.of(account, vaults.of(account));
    }

    @Override
    public Enrolment.Challenged ask(AccountId account, String deviceName) throws EnrolmentFailed {
        throw none();
    }

    @Override
    public Enrolment.Certified prove(AccountId account, String code) throws EnrolmentFailed {
        throw none();
    }

    @Override
    public Enrolment.Certified renew(AccountId account) throws EnrolmentFailed {
        throw none();
    }

    @Override
    public Enrolment.Revoked revoke(AccountId account, RevocationReason reason, String note) throws EnrolmentFailed {
        throw none();
    }

    private static EnrolmentFailed none() {
        return new EnrolmentFailed(
                Cause.NO_AUTHORITY,
                "This Chimera knows no certificate authority. Set chimera.pki.ca-url, ca-fingerprint and identity-url to"
                        + " what whoever runs one tells you, and start again; or put a certificate in place that your team"
                        + " made for you, with ./chimera certificate put.");
    }
}
