package io.chimera.janus.authority;

import io.chimera.janus.proxy.Interception.Credentials;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;

/** Certificates of hosts, signed by one root, all with one key. The latest used are kept. Safe for use by many threads. */
final class Leaves {

    /** From begin to end; far below what browsers accept of anybody. */
    static final Duration LIFE = Duration.ofDays(30);

    /** The most that are kept. */
    static final int MOST = 512;

    private static final Duration MADE_ANEW = Duration.ofDays(15);

    private final Roots roots;
    private final X509Certificate root;
    private final PrivateKey rootKey;
    private final KeyPair key;
    private final Map<String, X509Certificate> kept = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, X509Certificate> eldest) {
            return size() > MOST;
        }
    };

    /** @param key of every host */
    Leaves(Roots roots, X509Certificate root, PrivateKey rootKey, KeyPair key) {
        this.roots = roots;
        this.root = root;
        this.rootKey = rootKey;
        this.key = key;
    }

    /** What proves to be a host. Some milliseconds where it has to be made. */
    Credentials of(String host, Instant now) throws GeneralSecurityException {
        X509Certificate known;
        synchronized (kept) {
            known = kept.get(host);
        }
        if (known == null
                || now.isAfter(renewal(known))
                || now.isBefore(known.getNotBefore().toInstant())) {
            known = leaf(host, now);
            synchronized (kept) {
                kept.put(host, known);
            }
        }
        return new Credentials(key.getPrivate(), List.of(known));
    }

    int kept() {
        synchronized (kept) {
            return kept.size();
        }
    }

    private static Instant renewal(X509Certificate leaf) {
        return leaf.getNotBefore().toInstant().plus(MADE_ANEW);
    }

    private X509Certificate leaf(String host, Instant now) throws GeneralSecurityException {
        var from = later(now.minus(Roots.CLOCKS_DIFFER), root.getNotBefore().toInstant());
        var until = from.plus(LIFE);
        var end = root.getNotAfter().toInstant();
        var builder = new JcaX509v3CertificateBuilder(
                root.getSubjectX500Principal(),
                roots.serial(),
                Date.from(from),
                Date.from(until.isBefore(end) ? until : end),
                new X500Principal(""),
                key.getPublic());
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(
                            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                    // critical, because there is no subject (RFC 5280 §4.2.1.6)
                    .addExtension(
                            Extension.subjectAlternativeName,
                            true,
                            new GeneralNames(new GeneralName(GeneralName.dNSName, host)))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(root.getPublicKey()));
        } catch (CertIOException impossible) {
            throw new GeneralSecurityException(impossible);
        }
        return Roots.sign(builder, rootKey);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
