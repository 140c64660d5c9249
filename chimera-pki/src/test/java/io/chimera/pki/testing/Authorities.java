package io.chimera.pki.testing;

import io.chimera.pki.x509.KeyAndChain;
import io.chimera.pki.x509.Keys;
import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Roots, intermediates and leaves of a test's own making, good from a day ago. */
public final class Authorities {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Authorities() {}

    /** A root with its own certificate for a chain. */
    public static KeyAndChain root(String name, Instant now, Duration life) {
        var pair = Keys.make();
        var subject = new X500Name("CN=" + name);
        var made = builder(subject, subject, pair.getPublic(), now, life);
        return new KeyAndChain(pair.getPrivate(), List.of(authority(made, pair.getPublic(), 1, pair.getPrivate())));
    }

    /** An intermediate under a root; the root is not in its chain. */
    public static KeyAndChain intermediate(KeyAndChain root, String name, Instant now, Duration life) {
        var pair = Keys.make();
        var made = builder(name(root), new X500Name("CN=" + name), pair.getPublic(), now, life);
        return new KeyAndChain(pair.getPrivate(), List.of(authority(made, pair.getPublic(), 0, root.key())));
    }

    /** A leaf, with its issuer's chain behind it unless that is a root. */
    public static KeyAndChain leaf(
            KeyAndChain issuer, String name, GeneralNames names, KeyPurposeId purpose, Instant now, Duration life) {
        var pair = Keys.make();
        var made = builder(name(issuer), new X500Name("CN=" + name), pair.getPublic(), now, life);
        try {
            made.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            made.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
            if (names.getNames().length > 0) made.addExtension(Extension.subjectAlternativeName, false, names);
            var chain = new ArrayList<X509Certificate>();
            chain.add(signed(made, issuer.key()));
            if (!isRoot(issuer.certificate())) chain.addAll(issuer.chain());
            return new KeyAndChain(pair.getPrivate(), chain);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The certificate of an identity provider that mints tokens by it (X5C). */
    public static KeyAndChain idp(KeyAndChain idpRoot, Instant now, Duration life) {
        var nameless = new GeneralNames(new GeneralName[0]);
        return leaf(idpRoot, "identity provider", nameless, KeyPurposeId.id_kp_clientAuth, now, life);
    }

    private static boolean isRoot(X509Certificate certificate) {
        return certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal());
    }

    private static X500Name name(KeyAndChain issuer) {
        return X500Name.getInstance(
                issuer.certificate().getSubjectX500Principal().getEncoded());
    }

    private static JcaX509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, PublicKey key, Instant now, Duration life) {
        var begins = Date.from(now.minus(Duration.ofDays(1)));
        var serial = new BigInteger(128, RANDOM).setBit(127);
        return new JcaX509v3CertificateBuilder(issuer, serial, begins, Date.from(now.plus(life)), subject, key);
    }

    private static X509Certificate authority(
            JcaX509v3CertificateBuilder made, PublicKey key, int pathLength, PrivateKey signer) {
        try {
            made.addExtension(Extension.basicConstraints, true, new BasicConstraints(pathLength));
            made.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            made.addExtension(
                    Extension.subjectKeyIdentifier, false, new JcaX509ExtensionUtils().createSubjectKeyIdentifier(key));
            return signed(made, signer);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate signed(JcaX509v3CertificateBuilder made, PrivateKey signer) {
        try {
            var by = new JcaContentSignerBuilder("SHA256withECDSA").build(signer);
            return new JcaX509CertificateConverter().getCertificate(made.build(by));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
