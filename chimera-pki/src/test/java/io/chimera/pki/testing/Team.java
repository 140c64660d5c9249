package io.chimera.pki.testing;

import io.chimera.core.account.AccountId;
import io.chimera.pki.x509.Keys;
import io.chimera.pki.x509.PeerNames;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A team that makes certificates with tools of its own: a root, an intermediate, and whatever a test wants. */
public final class Team {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Instant now;
    private final KeyPair rootKey = Keys.make();
    private final KeyPair intermediateKey = Keys.make();
    public final X509Certificate root;
    public final X509Certificate intermediate;

    public Team(String name, Instant now) {
        this.now = now;
        this.root = authority(name + " Root", rootKey, name + " Root", rootKey);
        this.intermediate = authority(name + " Intermediate", intermediateKey, name + " Root", rootKey);
    }

    /** What a certificate is to be, good unless it is changed. */
    public final class Order {
        private final KeyPair key;
        private String common;
        private List<String> dns;
        private String email = "";
        private Instant from = now.minus(Duration.ofHours(1));
        private Instant until = now.plus(Duration.ofDays(30));
        private KeyPurposeId[] uses = {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth};

        private Order(AccountId person, KeyPair key) {
            this.key = key;
            this.common = person.toString();
            this.dns = List.of(PeerNames.of(person).getFirst());
        }

        public Order named(String other) {
            common = other;
            dns = List.of(other);
            return this;
        }

        public Order alsoNamed(String another) {
            dns = List.of(dns.getFirst(), another);
            return this;
        }

        public Order withEmail(String address) {
            email = address;
            return this;
        }

        public Order between(Instant start, Instant end) {
            from = start;
            until = end;
            return this;
        }

        public Order onlyFor(KeyPurposeId use) {
            uses = new KeyPurposeId[] {use};
            return this;
        }

        public X509Certificate issue() {
            try {
                var builder = new JcaX509v3CertificateBuilder(
                        intermediate, serial(), Date.from(from), Date.from(until), principal(common), key.getPublic());
                builder.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(Stream.concat(
                                        dns.stream().map(name -> new GeneralName(GeneralName.dNSName, name)),
                                        Stream.of(email)
                                                .filter(address -> !address.isEmpty())
                                                .map(address -> new GeneralName(GeneralName.rfc822Name, address)))
                                .toArray(GeneralName[]::new)));
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(uses));
                return certificate(builder, intermediateKey);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    public Order of(AccountId person, KeyPair key) {
        return new Order(person, key);
    }

    private X509Certificate authority(String name, KeyPair key, String issuer, KeyPair issuerKey) {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    principal(issuer),
                    serial(),
                    Date.from(now.minus(Duration.ofDays(10))),
                    Date.from(now.plus(Duration.ofDays(1000))),
                    principal(name),
                    key.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            return certificate(builder, issuerKey);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static X500Principal principal(String name) {
        return new X500Principal("CN=" + name);
    }

    private static X509Certificate certificate(JcaX509v3CertificateBuilder builder, KeyPair by) throws Exception {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(by.getPrivate())));
    }

    private static BigInteger serial() {
        return new BigInteger(127, RANDOM);
    }
}
