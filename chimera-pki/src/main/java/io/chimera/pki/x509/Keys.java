package io.chimera.pki.x509;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.HexFormat;
import java.util.Optional;

/** Key pairs: the kind made here (P-256), and which of others' are strong enough. */
public final class Keys {

    private static final int SMALLEST_RSA = 2048;

    /** Larger ones cost more time to check than they are worth. */
    private static final int LARGEST_RSA = 8192;

    private static final int SMALLEST_CURVE = 256;

    private Keys() {}

    /** A new key pair on P-256. */
    public static KeyPair make() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no P-256", e);
        }
    }

    /** What speaks against a certificate for this key; empty if nothing does. */
    public static Optional<String> weakness(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa
            when rsa.getModulus().bitLength() < SMALLEST_RSA ->
                Optional.of("an RSA key needs at least " + SMALLEST_RSA + " bits");
            case RSAPublicKey rsa
            when rsa.getModulus().bitLength() > LARGEST_RSA ->
                Optional.of("an RSA key may have at most " + LARGEST_RSA + " bits");
            case RSAPublicKey _, EdECPublicKey _ -> Optional.empty();
            case ECPublicKey ec
            when ec.getParams().getOrder().bitLength() < SMALLEST_CURVE ->
                Optional.of("a curve needs at least " + SMALLEST_CURVE + " bits");
            case ECPublicKey _ -> Optional.empty();
            default -> Optional.of("keys of the kind " + key.getAlgorithm() + " are not accepted");
        };
    }

    /** Whether the two halves are one pair: what the private one signs, the public one accepts. */
    public static boolean belongTogether(PrivateKey key, PublicKey other) {
        try {
            var challenge = new byte[32];
            var signer = Signature.getInstance(signing(key));
            signer.initSign(key);
            signer.update(challenge);
            var verifier = Signature.getInstance(signing(key));
            verifier.initVerify(other);
            verifier.update(challenge);
            return verifier.verify(signer.sign());
        } catch (InvalidKeyException | SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot sign with keys of the kind " + key.getAlgorithm(), e);
        }
    }

    private static String signing(PrivateKey key) {
        return switch (key) {
            case ECPrivateKey _ -> "SHA256withECDSA";
            case RSAPrivateKey _ -> "SHA256withRSA";
            default -> key.getAlgorithm(); // EdDSA
        };
    }

    /** SHA-256 of a key's SubjectPublicKeyInfo (DER), lower-case hex. */
    public static String fingerprint(PublicKey key) {
        return HexFormat.of().formatHex(sha256(key.getEncoded()));
    }

    /** SHA-256. */
    public static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
