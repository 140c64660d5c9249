package io.chimera.app.scene;

import io.chimera.core.identity.Credential;
import io.chimera.pki.x509.KeyAndChain;
import io.chimera.pki.x509.Pem;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
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
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates no honest enrolment would yield, in the form the lab's authority gives them. */
final class Forgery {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final PrivateKey key;
    private final List<X509Certificate> chain;

    private Forgery(PrivateKey key, List<X509Certificate> chain) {
        this.key = key;
        this.chain = chain;
    }

    /** With the stolen key of a lab's own authority. */
    static Forgery withTheKeyOf(Node lab) throws IOException {
        KeyAndChain stolen = Pem.keyAndChain(Files.readString(lab.home().resolve("lab/ca/intermediate.pem")));
        return new Forgery(stolen.key(), stolen.chain());
    }

    /** With an authority of one's own that calls itself like a lab's. */
    static Forgery imitating(Node lab) throws Exception {
        var real = withTheKeyOf(lab).chain.getFirst();
        var pair = newKey();
        var name = new X500Name(real.getSubjectX500Principal().getName());
        var builder = builder(
                name,
                name,
                pair.getPublic(),
                Instant.now().minus(Duration.ofDays(1)),
                Instant.now().plus(Duration.ofDays(100)));
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
        return new Forgery(pair.getPrivate(), List.of(sign(builder, pair.getPrivate())));
    }

    /** A certificate that names this person, good between these moments. */
    Credential of(long person, Instant from, Instant until) throws Exception {
        var pair = newKey();
        var issuer = new X500Name(chain.getFirst().getSubjectX500Principal().getName());
        var builder = builder(issuer, new X500Name("CN=" + person), pair.getPublic(), from, until);
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
            KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
        }));
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.dNSName, Long.toString(person))));
        return new Credential(pair.getPrivate(), List.of(sign(builder, key), chain.getFirst()), chain);
    }

    private static JcaX509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, PublicKey key, Instant from, Instant until) throws CertIOException {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(120, RANDOM).add(BigInteger.ONE),
                Date.from(from),
                Date.from(until),
                subject,
                key);
    }

    private static X509Certificate sign(JcaX509v3CertificateBuilder builder, PrivateKey key)
            throws OperatorCreationException, GeneralSecurityException {
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key);
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }

    private static KeyPair newKey() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }
}
