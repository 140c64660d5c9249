package io.chimera.core.identity;

import io.chimera.core.file.Sha256;
import java.security.PublicKey;
import java.util.regex.Pattern;

/**
 * What a key is known by, however often its certificate is renewed.
 *
 * @param hex SHA-256 of the public key (SubjectPublicKeyInfo, DER; RFC 7469 §2.4), 64 lower-case hex digits
 */
public record KeyFingerprint(String hex) {

    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{64}");

    public KeyFingerprint {
        if (!DIGITS.matcher(hex).matches()) throw new IllegalArgumentException("not a key's fingerprint: " + hex);
    }

    /** That of a key. */
    public static KeyFingerprint of(PublicKey key) {
        return new KeyFingerprint(Sha256.over(key.getEncoded()).hex());
    }

    @Override
    public String toString() {
        return hex;
    }
}
