package io.chimera.pki.step;

import io.chimera.pki.x509.Keys;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;

/**
 * SHA-256 over a root certificate (DER): the one thing about an authority that must be known beforehand, by a way an
 * attacker cannot alter.
 *
 * @param hex 64 lower-case hex digits; colons, dashes, blanks and upper case are accepted and normalised
 */
public record RootFingerprint(String hex) {
    public RootFingerprint {
        hex = hex.replaceAll("[:\\-\\s]", "").toLowerCase(Locale.ROOT);
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("a root fingerprint is 64 hex digits (SHA-256), not '" + hex + "'");
        }
    }

    /** A certificate's. */
    public static RootFingerprint of(X509Certificate root) {
        try {
            return new RootFingerprint(HexFormat.of().formatHex(Keys.sha256(root.getEncoded())));
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("a certificate without an encoding", e);
        }
    }

    /** Whether this is the certificate's. */
    public boolean matches(X509Certificate root) {
        return MessageDigest.isEqual(bytes(), of(root).bytes());
    }

    private byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
