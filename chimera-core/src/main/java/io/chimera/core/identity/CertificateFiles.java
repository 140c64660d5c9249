package io.chimera.core.identity;

import io.chimera.core.account.AccountId;

/**
 * Port: an account's certificate as files. A team without an identity provider hands them out, and whoever wants a copy
 * beyond this computer gets one under a password.
 */
public interface CertificateFiles {

    /** The fewest characters of a password for a copy: it is all that protects a key once it has left this computer. */
    int SHORTEST_PASSWORD = 12;

    /**
     * Puts a certificate that was made elsewhere in the present one's place, after all has been checked that neighbours
     * will check.
     *
     * @throws EnrolmentFailed with {@link EnrolmentFailed.Cause#UNUSABLE_FILES} and what is wrong with which file; the
     *     present certificate stays
     */
    Enrolment.Certified put(AccountId account, Given files) throws EnrolmentFailed;

    /**
     * The present key and its certificates as PKCS #12 (RFC 7292), encrypted and sealed with 600 000 rounds of PBKDF2.
     *
     * @param password at least {@value #SHORTEST_PASSWORD} characters
     */
    byte[] sealed(AccountId account, String password) throws EnrolmentFailed;

    /** Files that somebody has. */
    sealed interface Given {

        /**
         * As the first Chimera had them: {@code <id>_crt.pem}, {@code <id>.pem} and {@code ca_bundle.pem}.
         *
         * @param certificate PEM: the account's certificate first, then intermediates if there are any
         * @param key PEM: its private key, unencrypted (PKCS #8, PKCS #1 or SEC 1)
         * @param authorities PEM: the root, and intermediates
         */
        record Pems(String certificate, String key, String authorities) implements Given {
            @Override
            public String toString() {
                return "Pems[…]";
            }
        }

        /** One file under a password, such as {@link #sealed} makes. */
        final class Sealed implements Given {

            private final byte[] pkcs12;
            private final String password;

            public Sealed(byte[] pkcs12, String password) {
                this.pkcs12 = pkcs12.clone();
                this.password = password;
            }

            /** PKCS #12 (RFC 7292). */
            public byte[] pkcs12() {
                return pkcs12.clone();
            }

            /** What opens it. */
            public String password() {
                return password;
            }
        }
    }
}
