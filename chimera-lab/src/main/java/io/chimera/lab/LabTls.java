package io.chimera.lab;

import io.chimera.core.file.Sha256;
import io.chimera.lab.net.PinnedTrust;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;

/**
 * How a lab cloud proves itself. Whoever assembles the node provides it, with a certificate of the lab's authority; a
 * lab cloud without it is reached over plain HTTP, from this computer only.
 *
 * @param server what its server shows
 * @param fingerprint SHA-256 of the public key (SubjectPublicKeyInfo, DER) that those who connect are to see: the
 *     server's own, or that of an authority in the chain it shows
 */
public record LabTls(SSLContext server, Sha256 fingerprint) {

    /** The fingerprint of a certificate's key, in the form used here. */
    public static Sha256 fingerprint(X509Certificate certificate) {
        return PinnedTrust.fingerprint(certificate);
    }
}
