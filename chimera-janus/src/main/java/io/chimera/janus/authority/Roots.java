package io.chimera.janus.authority;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * What the authority's own certificate looks like (RFC 5280): it signs certificates of servers and nothing else, directly, and
 * only for the names it was made for.
 */
final class Roots {

    /** Two years: what was given to a browser and forgotten ends by itself. */
    static final Duration LIFE = Duration.ofDays(730);

    /** A browser's clock may be behind ours. */
    static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

    private static final String SIGNED_WITH = "SHA256withECDSA";

    /** All of IPv4, and all of IPv6, as an address and a mask (RFC 5280 §4.2.1.10). */
    private static final int[] ALL_ADDRESSES = {8, 32};

    /** No mail is there (RFC 6761 §6.4): who may have addresses at this host only may have none. */
    private static final String NOWHERE = "invalid";

    private final SecureRandom random;

    Roots(SecureRandom random) {
        this.random = random;
    }

    /** A key for an authority, or for a server. */
    KeyPair key() throws GeneralSecurityException {
        var pairs = KeyPairGenerator.getInstance("EC");
        pairs.initialize(new ECGenParameterSpec("secp256r1"), random);
        return pairs.generateKeyPair();
    }

    /** A name nobody else's authority has, so that two computers' certificates can be told apart in a browser's list. */
    X500Principal name() {
        var suffix = new byte[4];
        random.nextBytes(suffix);
        return new X500Principal("CN=Chimera Janus " + HexFormat.of().formatHex(suffix));
    }

    /**
     * A certificate for a key of ours.
     *
     * @param sites the only ones it may speak for; at least one, or it might speak for all
     */
    X509Certificate root(X500Principal name, KeyPair key, Collection<String> sites, Instant now)
            throws GeneralSecurityException {
        if (sites.isEmpty())
            throw new IllegalArgumentException("a certificate for no site would be one for every site");
        var from = now.minus(CLOCKS_DIFFER);
        var builder = new JcaX509v3CertificateBuilder(
                name, serial(), Date.from(from), Date.from(from.plus(LIFE)), name, key.getPublic());
        try {
            var ids = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign))
                    .addExtension(
                            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                    .addExtension(Extension.nameConstraints, true, constraints(sites))
                    .addExtension(
                            Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(key.getPublic()));
        } catch (CertIOException impossible) {
            throw new GeneralSecurityException(impossible);
        }
        return sign(builder, key.getPrivate());
    }

    private static NameConstraints constraints(Collection<String> sites) {
        var permitted = new ArrayList<GeneralSubtree>();
        for (var site : sites) permitted.add(subtree(GeneralName.dNSName, site));
        permitted.add(subtree(GeneralName.rfc822Name, NOWHERE));
        var excluded = new ArrayList<GeneralSubtree>();
        for (int octets : ALL_ADDRESSES)
            excluded.add(new GeneralSubtree(
                    new GeneralName(GeneralName.iPAddress, (ASN1Encodable) new DEROctetString(new byte[octets]))));
        return new NameConstraints(permitted.toArray(GeneralSubtree[]::new), excluded.toArray(GeneralSubtree[]::new));
    }

    private static GeneralSubtree subtree(int kind, String name) {
        return new GeneralSubtree(new GeneralName(kind, name));
    }

    BigInteger serial() {
        return new BigInteger(159, random).setBit(158); // 20 octets at most, and positive (RFC 5280 §4.1.2.2)
    }

    static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key) throws GeneralSecurityException {
        try {
            return certificate(builder.build(new JcaContentSignerBuilder(SIGNED_WITH).build(key))
                    .getEncoded());
        } catch (OperatorCreationException | java.io.IOException failed) {
            throw new GeneralSecurityException(failed);
        }
    }

    static X509Certificate certificate(byte[] der) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    /**
     * The sites a certificate may speak for; none where it is not constrained as ours are.
     *
     * @throws GeneralSecurityException if that cannot be read
     */
    static List<String> sites(X509Certificate root) throws GeneralSecurityException {
        var extension = root.getExtensionValue(Extension.nameConstraints.getId());
        if (extension == null) return List.of();
        try {
            var permitted = NameConstraints.getInstance(
                            ASN1OctetString.getInstance(extension).getOctets())
                    .getPermittedSubtrees();
            var names = new ArrayList<String>();
            for (var subtree : permitted == null ? new GeneralSubtree[0] : permitted) {
                if (subtree.getBase().getTagNo() == GeneralName.dNSName)
                    names.add(subtree.getBase().getName().toString());
            }
            names.sort(null);
            return names;
        } catch (IllegalArgumentException unreadable) {
            throw new GeneralSecurityException(unreadable);
        }
    }

    static boolean belongs(PublicKey key, PrivateKey secret) throws GeneralSecurityException {
        var signing = java.security.Signature.getInstance(SIGNED_WITH);
        var words = "does it belong?".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        signing.initSign(secret);
        signing.update(words);
        var signature = signing.sign();
        signing.initVerify(key);
        signing.update(words);
        return signing.verify(signature);
    }
}
