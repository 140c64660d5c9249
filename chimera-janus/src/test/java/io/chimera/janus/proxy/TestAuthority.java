package io.chimera.janus.proxy;

import io.chimera.janus.proxy.Interception.Credentials;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** An authority that issues whatever a test wants. */
final class TestAuthority {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Instant NOW = Instant.now();

    private final String name;
    private final KeyPair key = newKey();
    final X509Certificate root;

    TestAuthority(String name) {
        this.name = name;
        this.root = certificate(name, key, true, "", NOW.plus(Duration.ofDays(2)));
    }

    /** For a name, and good. */
    Credentials issue(String host) {
        return issue(host, NOW.plus(Duration.ofDays(1)));
    }

    Credentials issue(String host, Instant until) {
        var own = newKey();
        return new Credentials(own.getPrivate(), List.of(certificate(host, own, false, host, until)));
    }

    private X509Certificate certificate(String subject, KeyPair of, boolean authority, String host, Instant until) {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    new X500Name("CN=" + name),
                    new BigInteger(100, RANDOM),
                    Date.from(NOW.minus(Duration.ofDays(1))),
                    Date.from(until),
                    new X500Name("CN=" + subject),
                    of.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            if (!host.isEmpty())
                builder.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(new GeneralName(GeneralName.dNSName, host)));
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    private static KeyPair newKey() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    /** Its certificate in a file. */
    Path pem(Path folder) throws Exception {
        var text = Base64.getMimeEncoder().encodeToString(root.getEncoded());
        return Files.writeString(
                folder.resolve(name.replace(' ', '-') + ".pem"),
                "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n");
    }

    /** For a server that shows this. */
    static SSLContext showing(Credentials credentials) {
        return context(credentials, null);
    }

    /** For a client that believes this authority, or a server that asks clients for certificates of it. */
    SSLContext trusted() {
        return context(null, root);
    }

    private static SSLContext context(@Nullable Credentials shown, @Nullable X509Certificate root) {
        try {
            var keys = KeyManagerFactory.getInstance("PKIX");
            if (shown == null) keys.init(null, new char[0]);
            else keys.init(store(shown), new char[0]);
            var trust = TrustManagerFactory.getInstance("PKIX");
            var roots = empty();
            if (root != null) roots.setCertificateEntry("root", root);
            else if (shown != null)
                roots.setCertificateEntry("own", shown.chain().getFirst());
            trust.init(roots);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), RANDOM);
            return context;
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    private static KeyStore store(Credentials shown) throws Exception {
        var store = empty();
        store.setKeyEntry("host", shown.key(), new char[0], shown.chain().toArray(X509Certificate[]::new));
        return store;
    }

    private static KeyStore empty() throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
        return store;
    }
}
