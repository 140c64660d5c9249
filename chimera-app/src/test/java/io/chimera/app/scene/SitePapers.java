package io.chimera.app.scene;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** What a site over HTTPS needs, as files of PEM: the certificate of an authority of its own, its certificate and its key. */
public record SitePapers(Path root, Path certificate, Path key) {

    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * Issues them.
     *
     * @param authority how it is called
     * @param names what the certificate is for
     */
    public static SitePapers issue(String authority, Path folder, String... names) throws Exception {
        var rootKey = newKey();
        var root = certificate(authority, authority, rootKey, rootKey);
        var key = newKey();
        var own = certificate(authority, "Site", key, rootKey, names);
        return new SitePapers(
                pem(folder.resolve("site-authority.pem"), root),
                pem(folder.resolve("site.pem"), own),
                pem(folder.resolve("site.key"), new JcaPKCS8Generator(key.getPrivate(), null)));
    }

    private static X509Certificate certificate(
            String authority, String name, KeyPair key, KeyPair issuer, String... names) throws Exception {
        var now = Instant.now();
        var builder = new JcaX509v3CertificateBuilder(
                new X500Name("CN=" + authority),
                new BigInteger(100, RANDOM).add(BigInteger.ONE),
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(Duration.ofDays(2))),
                new X500Name("CN=" + name),
                key.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(names.length == 0));
        if (names.length > 0)
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(Arrays.stream(names)
                            .map(one -> new GeneralName(GeneralName.dNSName, one))
                            .toArray(GeneralName[]::new)));
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.getPrivate());
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }

    private static KeyPair newKey() throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static Path pem(Path file, Object what) throws IOException {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(what);
        }
        return Files.writeString(file, text.toString());
    }
}
