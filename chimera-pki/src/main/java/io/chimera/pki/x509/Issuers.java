package io.chimera.pki.x509;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;

/** Certificates that sign certificates and revocation lists. */
public final class Issuers {

    private static final int SIGNS_CERTIFICATES = 5;
    private static final int SIGNS_LISTS = 6;

    private Issuers() {}

    /** Whether a root made this certificate for signing others. Dates are not looked at. */
    public static boolean isIntermediate(X509Certificate certificate, X509Certificate root) {
        try {
            certificate.verify(root.getPublicKey());
            return certificate.getIssuerX500Principal().equals(root.getSubjectX500Principal())
                    && certificate.getBasicConstraints() >= 0
                    && may(certificate, SIGNS_CERTIFICATES);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Whether it may sign revocation lists (RFC 5280 §4.2.1.3). */
    public static boolean maySignLists(X509Certificate certificate) {
        return may(certificate, SIGNS_LISTS);
    }

    private static boolean may(X509Certificate certificate, int use) {
        var uses = certificate.getKeyUsage();
        return uses == null || uses[use];
    }
}
