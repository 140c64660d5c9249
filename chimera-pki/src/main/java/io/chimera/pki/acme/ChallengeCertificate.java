package io.chimera.pki.acme;

import io.chimera.pki.x509.KeyAndChain;
import io.chimera.pki.x509.Keys;
import io.chimera.pki.x509.SubjectNames;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The certificate that answers tls-alpn-01 (RFC 8737 §3): signed by itself, worth nothing else. */
final class ChallengeCertificate {

    /** id-pe-acmeIdentifier. */
    private static final ASN1ObjectIdentifier ACME_IDENTIFIER = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.31");

    private static final Duration LIFE = Duration.ofHours(1);
    private static final SecureRandom RANDOM = new SecureRandom();

    private ChallengeCertificate() {}

    /** @param validation SHA-256 of the key authorization */
    static KeyAndChain of(String name, byte[] validation, Instant now) {
        var pair = Keys.make();
        var issuer = new X500Name("CN=acme challenge");
        var builder = new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(128, RANDOM).setBit(127),
                Date.from(now.minus(LIFE)),
                Date.from(now.plus(LIFE)),
                issuer,
                pair.getPublic());
        try {
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    SubjectNames.sorted(List.of(name)).encoded());
            builder.addExtension(ACME_IDENTIFIER, true, new DEROctetString(validation));
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
            return new KeyAndChain(
                    pair.getPrivate(),
                    List.of(new JcaX509CertificateConverter().getCertificate(builder.build(signer))));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("a certificate for a challenge could not be built", e);
        }
    }
}
