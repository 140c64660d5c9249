package io.chimera.app;

import io.chimera.core.account.AccountId;
import io.chimera.core.identity.Credentials;
import io.chimera.core.identity.Enroller;
import io.chimera.core.identity.Enrolment;
import io.chimera.core.identity.EnrolmentFailed;
import io.chimera.core.identity.EnrolmentFailed.Cause;
import io.chimera.core.identity.RevocationReason;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** No certificate authority is set: nobody has a certificate, and who wants one is told why there is none. */
@Configuration(proxyBeanMethods = false)
class WithoutAuthority {

    @Bean
    Function<AccountId, Credentials> credentials() {
        return _ -> Optional::empty;
    }

    @Bean
    Enroller enroller() {
        return new NoAuthority();
    }

    private static final class NoAuthority implements Enroller {

        @Override
        public Enrolment state(AccountId account) {
            return new Enrolment.Unknown();
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
        public Enrolment.Revoked revoke(AccountId account, RevocationReason reason, String note)
                throws EnrolmentFailed {
            throw none();
        }

        private static EnrolmentFailed none() {
            return new EnrolmentFailed(
                    Cause.NO_AUTHORITY,
                    "This Chimera knows no certificate authority, so it takes no part in the LAN. Set chimera.pki.ca-url,"
                            + " ca-fingerprint and identity-url to what whoever runs one tells you, and start again.");
        }
    }
}
