package io.chimera.pki.lab;

import io.chimera.pki.x509.KeyAndChain;
import io.chimera.pki.x509.SubjectNames;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Builds certificates as step-ca does (RFC 5280), with P-256 signatures. */
final class Certificates {

    /** step-ca's own extension: which provisioner let a certificate be issued. */
    static final ASN1ObjectIdentifier PROVISIONER = new ASN1ObjectIdentifier("1.3.6.1.4.1.37476.9000.64.1");

    private static final Duration AUTHORITY_LIFE = Duration.ofDays(3652);
    private static final Duration AUTHORITY_BACKDATE = Duration.ofDays(1);
    private static final SecureRandom RANDOM = new SecureRandom();

    private Certificates() {}

    /**
     * What a leaf says.
     *
     * @param provisioner empty for the authority's own server certificate
     */
    record Leaf(
            String commonName,
            SubjectNames names,
            List<KeyPurposeId> purposes,
            PublicKey key,
            Instant notBefore,
            Instant notAfter,
            Optional<Provisioner> provisioner,
            Optional<URI> crlUrl) {}

    static List<X509Certificate> root(KeyPair pair, Instant now) {
        var name = name("Chimera Lab Root");
        return List.of(authority(name, name, pair.getPublic(), 1, now, pair.getPrivate(), Optional.empty()));
    }

    static List<X509Certificate> intermediate(PublicKey key, KeyAndChain root, Instant now) {
        var issuer = name(root.certificate());
        return List.of(
                authority(issuer, name("Chimera Lab CA 1"), key, 0, now, root.key(), Optional.of(root.certificate())));
    }

    private static X509Certificate authority(
            X500Name issuer,
            X500Name subject,
            PublicKey key,
            int pathLength,
            Instant now,
            PrivateKey signer,
            Optional<X509Certificate> above) {
        var begins = Date.from(now.minus(AUTHORITY_BACKDATE));
        var ends = Date.from(now.plus(AUTHORITY_LIFE));
        var builder = new JcaX509v3CertificateBuilder(issuer, serial(), begins, ends, subject, key);
        return signed(builder, signer, () -> {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(pathLength));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            addKeyIdentifiers(builder, key, above);
        });
    }

    static X509Certificate leaf(Leaf leaf, KeyAndChain issuer) {
        var builder = new JcaX509v3CertificateBuilder(
                name(issuer.certificate()),
                serial(),
                Date.from(leaf.notBefore()),
                Date.from(leaf.notAfter()),
                name(leaf.commonName()),
                leaf.key());
        return signed(builder, issuer.key(), () -> extend(builder, leaf, issuer.certificate()));
    }

    private static void extend(JcaX509v3CertificateBuilder builder, Leaf leaf, X509Certificate issuer)
            throws IOException, GeneralSecurityException {
        var purposes = leaf.purposes().toArray(KeyPurposeId[]::new);
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
        builder.addExtension(
                Extension.subjectAlternativeName, false, leaf.names().encoded());
        addKeyIdentifiers(builder, leaf.key(), Optional.of(issuer));
        if (leaf.provisioner().isPresent()) {
            builder.addExtension(PROVISIONER, false, encoded(leaf.provisioner().get()));
        }
        if (leaf.crlUrl().isPresent()) {
            builder.addExtension(
                    Extension.cRLDistributionPoints,
                    false,
                    distribution(leaf.crlUrl().get()));
        }
    }

    /** The name of the provisioner a certificate came by, if it says one. */
    static Optional<String> provisioner(X509Certificate certificate) {
        var value = certificate.getExtensionValue(PROVISIONER.getId());
        if (value == null) return Optional.empty();
        var fields = DERSequence.getInstance(DEROctetString.getInstance(value).getOctets());
        var name = DEROctetString.getInstance(fields.getObjectAt(1)).getOctets();
        return Optional.of(new String(name, StandardCharsets.UTF_8));
    }

    static X500Name name(X509Certificate certificate) {
        return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    }

    private static X500Name name(String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, commonName)
                .build();
    }

    /** 128 random bits, of which the highest is set: positive, never short. */
    private static BigInteger serial() {
        return new BigInteger(128, RANDOM).setBit(127);
    }

    private static ASN1Encodable encoded(Provisioner provisioner) {
        return new DERSequence(new ASN1Encodable[] {
            new ASN1Integer(provisioner.kind()),
            new DEROctetString(provisioner.name().getBytes(StandardCharsets.UTF_8)),
            new DEROctetString(provisioner.keyId().getBytes(StandardCharsets.UTF_8))
        });
    }

    private static CRLDistPoint distribution(URI crlUrl) {
        var url = new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, crlUrl.toString()));
        return new CRLDistPoint(
                new DistributionPoint[] {new DistributionPoint(new DistributionPointName(url), null, null)});
    }

    private static void addKeyIdentifiers(
            JcaX509v3CertificateBuilder builder, PublicKey key, Optional<X509Certificate> above)
            throws IOException, GeneralSecurityException {
        var identifiers = new JcaX509ExtensionUtils();
        builder.addExtension(Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(key));
        if (above.isEmpty()) return;
        builder.addExtension(
                Extension.authorityKeyIdentifier, false, identifiers.createAuthorityKeyIdentifier(above.get()));
    }

    private static X509Certificate signed(JcaX509v3CertificateBuilder builder, PrivateKey key, Extending extending) {
        try {
            extending.extend();
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key);
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("a certificate could not be built", e);
        }
    }

    @FunctionalInterface
    private interface Extending {
        void extend() throws IOException, GeneralSecurityException;
    }
}
