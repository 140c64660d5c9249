package io.chimera.pki.handed;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What was in the files, not checked any further.
 *
 * @param key of the certificate, says who handed it over
 * @param certificate the account's own
 * @param others intermediates and roots, in no order
 */
public record Handed(PrivateKey key, X509Certificate certificate, List<X509Certificate> others) {

    public Handed {
        others = List.copyOf(others);
    }

    @Override
    public String toString() {
        return "Handed[" + certificate.getSubjectX500Principal() + ", " + others.size() + " others]";
    }
}
