package io.chimera.pki;

import io.chimera.core.account.AccountId;
import io.chimera.core.identity.Credential;
import io.chimera.core.identity.Enrolment.CertificateFacts;
import io.chimera.pki.step.RootFingerprint;
import io.chimera.pki.x509.KeyAndChain;
import io.chimera.pki.x509.Keys;
import io.chimera.pki.x509.MalformedPem;
import io.chimera.pki.x509.Pem;
import io.chimera.pki.x509.SigningRequest;
import io.chimera.pki.x509.SubjectNames;
import java.io.IOException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * A credential as it lies on disk: one PEM text with the key, its certificate, the intermediates, and the root last. One
 * text, so that a key never lies beside another key's certificate.
 */
final class PeerCredential {

    private PeerCredential() {}

    static String text(Credential credential) {
        return Pem.of(credential.key()) + Pem.of(credential.chain()) + Pem.of(credential.anchors());
    }

    /**
     * Reads a credential and makes sure that it is this account's, that key and certificate belong together, and that it
     * ends in the pinned root.
     */
    static Credential parse(String text, AccountId account, Optional<RootFingerprint> pinned) throws IOException {
        var all = Pem.keyAndChain(text);
        var certificates = all.chain();
        if (certificates.size() < 2) throw new MalformedPem("a credential needs a certificate and a root");
        var root = certificates.getLast();
        if (pinned.isPresent() && !pinned.get().matches(root)) {
            throw new IOException("the certificate comes from another authority, with the root "
                    + RootFingerprint.of(root) + " instead of " + pinned.get());
        }
        var credential = new Credential(all.key(), certificates.subList(0, certificates.size() - 1), List.of(root));
        check(credential, account);
        return credential;
    }

    /** Makes sure that a credential's certificate is this account's and that its key belongs to it. */
    static void check(Credential credential, AccountId account) throws IOException {
        if (!names(credential.certificate()).dns().equals(List.of(account.toString()))) {
            throw new IOException("the certificate is not one of account " + account);
        }
        if (!Keys.belongTogether(credential.key(), credential.certificate().getPublicKey())) {
            throw new IOException("the certificate is not one of this account's key");
        }
    }

    static KeyAndChain shown(Credential credential) {
        return new KeyAndChain(credential.key(), credential.chain());
    }

    static CertificateFacts facts(X509Certificate certificate) {
        var issuer = X500Name.getInstance(certificate.getIssuerX500Principal().getEncoded());
        return new CertificateFacts(
                certificate.getSerialNumber().toString(16),
                SigningRequest.commonName(issuer),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                algorithm(certificate),
                Keys.fingerprint(certificate.getPublicKey()));
    }

    private static String algorithm(X509Certificate certificate) {
        var key = certificate.getPublicKey();
        return key instanceof ECKey curve
                ? "EC P-" + curve.getParams().getOrder().bitLength()
                : key.getAlgorithm();
    }

    private static SubjectNames names(X509Certificate certificate) throws IOException {
        try {
            return SubjectNames.of(certificate);
        } catch (CertificateParsingException e) {
            throw new IOException("the certificate's names cannot be read", e);
        }
    }
}
