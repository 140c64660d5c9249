package io.chimera.pki.handed;

import io.chimera.core.identity.CertificateFiles.Given.Sealed;
import io.chimera.core.identity.Credential;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.crypto.util.PBKDF2Config;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;

/**
 * A credential as one file under a password: PKCS #12 (RFC 7292) with PBES2, AES-256 and 600 000 rounds of PBKDF2 with
 * HMAC-SHA-256 (RFC 8018), its seal included. The JDK writes the like with 10 000 rounds unless the whole process is told
 * otherwise, hence Bouncy Castle.
 */
public final class SealedCopy {

    private static final int ROUNDS = 600_000;
    private static final int LARGEST = 256 * 1024;
    private static final int MOST_ENTRIES = 10;

    /** Used without being registered, so that nothing else in this process changes. */
    private static final BouncyCastleProvider BOUNCY_CASTLE = new BouncyCastleProvider();

    private SealedCopy() {}

    /** Makes one. Takes a second, by design. */
    public static byte[] of(Credential credential, String name, String password) {
        try {
            var secret = password.toCharArray();
            var chain = new ArrayList<>(credential.chain());
            chain.addAll(credential.anchors());
            var keyId = new JcaX509ExtensionUtils()
                    .createSubjectKeyIdentifier(credential.certificate().getPublicKey());
            var certificates = new ArrayList<PKCS12SafeBag>();
            for (var certificate : chain) {
                var bag = new JcaPKCS12SafeBagBuilder(certificate);
                if (certificate.equals(credential.certificate())) {
                    bag.addBagAttribute(PKCSObjectIdentifiers.pkcs_9_at_localKeyId, keyId);
                    bag.addBagAttribute(PKCSObjectIdentifiers.pkcs_9_at_friendlyName, new DERBMPString(name));
                }
                certificates.add(bag.build());
            }
            var key = new JcaPKCS12SafeBagBuilder(credential.key(), encryptor(secret));
            key.addBagAttribute(PKCSObjectIdentifiers.pkcs_9_at_localKeyId, keyId);
            key.addBagAttribute(PKCSObjectIdentifiers.pkcs_9_at_friendlyName, new DERBMPString(name));
            var seal = new JcePKCS12MacCalculatorBuilder(NISTObjectIdentifiers.id_sha256)
                    .setProvider(BOUNCY_CASTLE)
                    .setIterationCount(ROUNDS);
            return new PKCS12PfxPduBuilder()
                    .addEncryptedData(encryptor(secret), certificates.toArray(PKCS12SafeBag[]::new))
                    .addData(key.build())
                    .build(seal, secret)
                    .getEncoded();
        } catch (GeneralSecurityException | PKCSException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("a credential could not be sealed", e);
        }
    }

    /** Opens one, ours or another program's. */
    public static Handed open(Sealed file) throws Unusable {
        if (file.pkcs12().length > LARGEST)
            throw new Unusable(
                    "The file is larger than " + LARGEST / 1024 + " KB. It has to be one PKCS #12 file (.p12).");
        try {
            var secret = file.password().toCharArray();
            var store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(file.pkcs12()), secret);
            return handed(store, secret);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new Unusable(
                    "The file cannot be opened with this password, or is no PKCS #12 file (.p12). Check both.", e);
        }
    }

    private static Handed handed(KeyStore store, char[] secret) throws GeneralSecurityException, Unusable {
        var aliases = Collections.list(store.aliases());
        if (aliases.size() > MOST_ENTRIES) throw new Unusable("The file holds more than one account's certificate.");
        var keys = new ArrayList<String>();
        var others = new ArrayList<X509Certificate>();
        for (var alias : aliases) {
            if (store.isKeyEntry(alias)) keys.add(alias);
            else if (store.getCertificate(alias) instanceof X509Certificate certificate) others.add(certificate);
        }
        if (keys.size() != 1) throw new Unusable("The file has to hold one private key, not " + keys.size() + ".");
        var chain = store.getCertificateChain(keys.getFirst());
        if (!(store.getKey(keys.getFirst(), secret) instanceof PrivateKey key) || chain == null)
            throw new Unusable("The file holds no private key with its certificate.");
        others.addAll(x509(chain, 1));
        return new Handed(key, x509(chain, 0).getFirst(), others);
    }

    private static List<X509Certificate> x509(Certificate[] chain, int from) {
        var certificates = new ArrayList<X509Certificate>();
        for (var certificate : List.of(chain).subList(from, chain.length))
            certificates.add((X509Certificate) certificate);
        return certificates;
    }

    private static OutputEncryptor encryptor(char[] secret) throws OperatorCreationException {
        var derivation = new PBKDF2Config.Builder()
                .withIterationCount(ROUNDS)
                .withSaltLength(32)
                .withPRF(new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256))
                .build();
        return new JcePKCSPBEOutputEncryptorBuilder(derivation, NISTObjectIdentifiers.id_aes256_CBC)
                .setProvider(BOUNCY_CASTLE)
                .build(secret);
    }
}
