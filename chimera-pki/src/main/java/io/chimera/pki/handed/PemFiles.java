package io.chimera.pki.handed;

import io.chimera.core.account.AccountId;
import io.chimera.core.identity.CertificateFiles.Given.Pems;
import java.io.IOException;
import java.io.StringReader;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;

/**
 * Reads the three files of a team without an identity provider. Generous in form (OpenSSL's tools write a text above
 * each certificate, and keys in three ways), since people make them with what they have.
 */
public final class PemFiles {

    /** Three files of some kilobytes; a bundle with every root of a browser is not what is meant. */
    private static final int LONGEST = 64 * 1024;

    private static final int MOST = 20;

    private final String certificateName;
    private final String keyName;

    private PemFiles(AccountId account) {
        this.certificateName = account + "_crt.pem";
        this.keyName = account + ".pem";
    }

    /** What is in them. Names in sentences are those of the first Chimera. */
    public static Handed read(AccountId account, Pems files) throws Unusable {
        var names = new PemFiles(account);
        var own = certificates(names.certificateName, files.certificate());
        var others = new ArrayList<>(own.subList(1, own.size()));
        others.addAll(certificates("ca_bundle.pem", files.authorities()));
        return new Handed(names.key(files.key()), own.getFirst(), others);
    }

    private static List<X509Certificate> certificates(String name, String text) throws Unusable {
        var certificates = new ArrayList<X509Certificate>();
        for (var object : objects(name, text)) {
            if (!(object instanceof X509CertificateHolder certificate))
                throw new Unusable(name + " holds something that is no certificate. Were files mixed up?");
            certificates.add(certificate(name, certificate));
        }
        if (certificates.isEmpty())
            throw new Unusable(name + " holds no certificate. It has to be a PEM text, BEGIN CERTIFICATE and so on.");
        return certificates;
    }

    private static X509Certificate certificate(String name, X509CertificateHolder holder) throws Unusable {
        try {
            return new JcaX509CertificateConverter().getCertificate(holder);
        } catch (CertificateException e) {
            throw new Unusable(name + " holds a certificate that cannot be read: " + e.getMessage(), e);
        }
    }

    private PrivateKey key(String text) throws Unusable {
        var objects = objects(keyName, text).stream()
                .filter(object -> !(object instanceof org.bouncycastle.asn1.ASN1ObjectIdentifier)) // EC PARAMETERS
                .toList();
        if (objects.size() != 1)
            throw new Unusable(
                    keyName + " has to hold one private key and nothing else, not " + objects.size() + " things.");
        try {
            var converter = new JcaPEMKeyConverter();
            return switch (objects.getFirst()) {
                case PrivateKeyInfo key -> converter.getPrivateKey(key);
                case PEMKeyPair pair -> converter.getPrivateKey(pair.getPrivateKeyInfo());
                case PEMEncryptedKeyPair _, PKCS8EncryptedPrivateKeyInfo _ ->
                    throw new Unusable(keyName + " is under a password. Take it off with openssl pkey -in " + keyName
                            + " -out plain.pem, give plain.pem, and delete it afterwards.");
                default -> throw new Unusable(keyName + " holds no private key. Were files mixed up?");
            };
        } catch (PEMException e) {
            throw new Unusable(keyName + " holds a private key of a kind that is not known here.", e);
        }
    }

    private static List<Object> objects(String name, String text) throws Unusable {
        if (text.length() > LONGEST)
            throw new Unusable(name + " is longer than " + LONGEST / 1024 + " KB. It has to hold only what is needed.");
        try (var parser = new PEMParser(new StringReader(text))) {
            var objects = new ArrayList<Object>();
            for (var object = parser.readObject(); object != null; object = parser.readObject()) {
                if (objects.size() == MOST)
                    throw new Unusable(
                            name + " holds more than " + MOST + " things. It has to hold only what is needed.");
                objects.add(object);
            }
            return objects;
        } catch (IOException | RuntimeException e) {
            throw new Unusable(name + " is damaged: it begins as a PEM text and cannot be read to its end.", e);
        }
    }
}
