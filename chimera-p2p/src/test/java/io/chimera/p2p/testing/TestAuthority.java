package io.chimera.p2p.testing;

import io.chimera.core.identity.Credential;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
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
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority with a root and an intermediate, which issues whatever a test wants, good or bad. */
public final class TestAuthority {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeyPair rootKey = newKey();
    private final X509Certificate root;
    private final KeyPair intermediateKey;
    private final List<X509Certificate> intermediates; // the one that issues first

    public TestAuthority() {
        this(1);
    }

    /** With so many intermediates below the root, one below the other. */
    public TestAuthority(int depth) {
        root = authority("Test Root", rootKey, "Test Root", rootKey);
        var below = new ArrayList<X509Certificate>();
        var issuer = "Test Root";
        var issuerKey = rootKey;
        for (int i = depth - 1; i >= 0; i--) {
            var key = newKey();
            var name = i == 0 ? "Test Intermediate" : "Test Intermediate " + i;
            below.add(authority(name, key, issuer, issuerKey));
            issuer = name;
            issuerKey = key;
        }
        intermediateKey = issuerKey;
        intermediates = below.reversed();
    }

    /** What a person has who enrolled properly. */
    public Credential credential(long person) {
        return person(person).issue();
    }

    /** A certificate as a person has it, to be changed before it is issued. */
    public Order person(long person) {
        return new Order(Long.toString(person));
    }

    private X509Certificate authority(String name, KeyPair key, String issuer, KeyPair issuerKey) {
        try {
            var now = Instant.now();
            var builder = new JcaX509v3CertificateBuilder(
                    new X500Name("CN=" + issuer),
                    serial(),
                    Date.from(now.minus(Duration.ofDays(1000))),
                    Date.from(now.plus(Duration.ofDays(1000))),
                    new X500Name("CN=" + name),
                    key.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            return sign(builder, issuerKey);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static X509Certificate sign(JcaX509v3CertificateBuilder builder, KeyPair issuer)
            throws OperatorCreationException, GeneralSecurityException {
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.getPrivate());
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }

    private static BigInteger serial() {
        return new BigInteger(120, RANDOM).add(BigInteger.ONE);
    }

    private static KeyPair newKey() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** One certificate that is wanted. */
    public final class Order {

        private String commonName;
        private final List<GeneralName> names = new ArrayList<>();
        private final List<KeyPurposeId> uses =
                new ArrayList<>(List.of(KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth));
        private Instant notBefore = Instant.now().minus(Duration.ofHours(1));
        private Instant notAfter = Instant.now().plus(Duration.ofHours(240));
        private KeyPair key = newKey();
        private boolean isAuthority;
        private int ways = KeyUsage.digitalSignature;

        private Order(String person) {
            commonName = person;
            named(person);
            uri("chimera://peer.chimera.internal/telegram/" + person);
        }

        public Order commonName(String name) {
            commonName = name;
            return this;
        }

        /** Adds a dNSName. */
        public Order named(String name) {
            names.add(new GeneralName(GeneralName.dNSName, name));
            return this;
        }

        public Order uri(String uri) {
            names.add(new GeneralName(GeneralName.uniformResourceIdentifier, uri));
            return this;
        }

        /** Adds an address, as a service's certificate has. */
        public Order at(String address) {
            names.add(new GeneralName(GeneralName.iPAddress, address));
            return this;
        }

        /** As if the person were an authority themselves. */
        public Order authority() {
            isAuthority = true;
            return this;
        }

        /** For what the key may be used, as the bits of RFC 5280 §4.2.1.3. */
        public Order ways(int bits) {
            ways = bits;
            return this;
        }

        public Order nameless() {
            names.clear();
            return this;
        }

        public Order uses(KeyPurposeId... purposes) {
            uses.clear();
            uses.addAll(List.of(purposes));
            return this;
        }

        public Order from(Instant moment) {
            notBefore = moment;
            return this;
        }

        public Order until(Instant moment) {
            notAfter = moment;
            return this;
        }

        /** With the key of another credential of this authority. */
        public Order keyOf(Credential other) {
            key = new KeyPair(other.certificate().getPublicKey(), other.key());
            return this;
        }

        public Credential issue() {
            try {
                var builder = new JcaX509v3CertificateBuilder(
                        new X500Name("CN=Test Intermediate"),
                        serial(),
                        Date.from(notBefore),
                        Date.from(notAfter),
                        new X500Name("CN=" + commonName),
                        key.getPublic());
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(ways));
                if (isAuthority) builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
                if (!uses.isEmpty())
                    builder.addExtension(
                            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(uses.toArray(KeyPurposeId[]::new)));
                if (!names.isEmpty())
                    builder.addExtension(
                            Extension.subjectAlternativeName,
                            false,
                            new GeneralNames(names.toArray(GeneralName[]::new)));
                var certificate = sign(builder, intermediateKey);
                var chain = new ArrayList<>(List.of(certificate));
                chain.addAll(intermediates);
                return new Credential(key.getPrivate(), chain, List.of(root));
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        }
    }
}
