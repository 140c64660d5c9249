package io.chimera.pki.x509;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/**
 * PEM (RFC 7468), strictly: blocks and white space, nothing before, between or after.
 *
 * <p>Private keys are unencrypted PKCS #8; what protects them is the folder they lie in.
 */
public final class Pem {

    static final String CERTIFICATE = "CERTIFICATE";
    static final String REQUEST = "CERTIFICATE REQUEST";
    static final String PRIVATE_KEY = "PRIVATE KEY";

    /** A leaf, some intermediates and a root are four or five; more is an attack or a mistake. */
    private static final int MOST_BLOCKS = 10;

    private static final Pattern BLOCK = Pattern.compile(
            "\\s*+-----BEGIN ([A-Z0-9 ]{1,40})-----([A-Za-z0-9+/=\\s]++)-----END ([A-Z0-9 ]{1,40})-----\\s*+");

    private Pem() {}

    /** One block of a PEM text. */
    private static final class Block {
        private final String label;
        private final byte[] der;

        Block(String label, byte[] der) {
            this.label = label;
            this.der = der;
        }
    }

    /** A certificate as text. */
    public static String of(X509Certificate certificate) {
        try {
            return text(CERTIFICATE, certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("a certificate without an encoding", e);
        }
    }

    /** Certificates as text, in their order. */
    public static String of(List<X509Certificate> certificates) {
        var all = new StringBuilder();
        for (var certificate : certificates) all.append(of(certificate));
        return all.toString();
    }

    /** A private key as text, unencrypted. */
    public static String of(PrivateKey key) {
        return text(PRIVATE_KEY, key.getEncoded());
    }

    /** The certificates of a text that holds one to ten of them and nothing else. */
    public static List<X509Certificate> certificates(String text) throws MalformedPem {
        var certificates = new ArrayList<X509Certificate>();
        for (var block : blocks(text)) certificates.add(certificate(block));
        return List.copyOf(certificates);
    }

    /** The certificate of a text that holds one and nothing else. */
    public static X509Certificate certificate(String text) throws MalformedPem {
        return certificate(only(text));
    }

    /** The key and the certificates of a text that holds first a private key and then one to nine certificates. */
    public static KeyAndChain keyAndChain(String text) throws MalformedPem {
        var blocks = blocks(text);
        var certificates = new ArrayList<X509Certificate>();
        for (var block : blocks.subList(1, blocks.size())) certificates.add(certificate(block));
        if (certificates.isEmpty()) throw new MalformedPem("there is no certificate after the private key");
        return new KeyAndChain(privateKey(blocks.getFirst()), certificates);
    }

    /** The private key of a text that holds one and nothing else. */
    public static PrivateKey privateKey(String text) throws MalformedPem {
        return privateKey(only(text));
    }

    static byte[] request(String text) throws MalformedPem {
        var block = only(text);
        if (!block.label.equals(REQUEST)) throw new MalformedPem("not a certificate request: " + block.label);
        return block.der;
    }

    static String text(String label, byte[] der) {
        var lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    }

    private static Block only(String text) throws MalformedPem {
        var blocks = blocks(text);
        if (blocks.size() != 1) throw new MalformedPem("one PEM block was expected, not " + blocks.size());
        return blocks.getFirst();
    }

    private static List<Block> blocks(String text) throws MalformedPem {
        var blocks = new ArrayList<Block>();
        var matcher = BLOCK.matcher(text);
        do {
            if (blocks.size() == MOST_BLOCKS) throw new MalformedPem("more than " + MOST_BLOCKS + " PEM blocks");
            if (!matcher.lookingAt() || !matcher.group(1).equals(matcher.group(3))) {
                throw new MalformedPem("not PEM at character " + matcher.regionStart());
            }
            blocks.add(new Block(matcher.group(1), decode(matcher.group(2))));
            matcher.region(matcher.end(), text.length());
        } while (matcher.regionStart() < text.length());
        return blocks;
    }

    private static byte[] decode(String base64) throws MalformedPem {
        try {
            return Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw new MalformedPem("a PEM block is not Base64", e);
        }
    }

    private static X509Certificate certificate(Block block) throws MalformedPem {
        if (!block.label.equals(CERTIFICATE)) throw new MalformedPem("not a certificate: " + block.label);
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(block.der));
        } catch (CertificateException e) {
            throw new MalformedPem("a PEM block is not an X.509 certificate", e);
        }
    }

    private static PrivateKey privateKey(Block block) throws MalformedPem {
        if (!block.label.equals(PRIVATE_KEY)) throw new MalformedPem("not a private key: " + block.label);
        try {
            return new JcaPEMKeyConverter().getPrivateKey(PrivateKeyInfo.getInstance(block.der));
        } catch (IOException | IllegalArgumentException e) {
            throw new MalformedPem("a PEM block is not a private key of a kind this Java knows", e);
        }
    }
}
