package io.chimera.janus.derive;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Arrays;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * What everything of a profile is derived from, in memory only and zeroed when it is closed. Making one takes the time and
 * the memory of its profile's {@link Hardness}; deriving from it takes microseconds.
 *
 * <p>Argon2id (RFC 9106) over the secret, with a salt of profile and kit; below it HKDF-Expand (RFC 5869 §2.3) with
 * SHA-256, whose info says what for. {@code docs/janus/derivation.md} has it byte by byte, and vectors.
 */
public final class MasterKey implements AutoCloseable {

    private static final int LENGTH = 32;
    private static final int LONGEST_SECRET = 1_024;

    private final Profile profile;
    private final byte[] key;
    private volatile boolean closed;

    private MasterKey(Profile profile, byte[] key) {
        this.profile = profile;
        this.key = key;
    }

    /**
     * Derives it. The caller keeps the array and should zero it.
     *
     * @param secret 1 to 1024 characters; spaces count
     * @throws IllegalArgumentException if the secret is empty, too long, or has control characters or some that Unicode has
     *     not assigned: those could change with the next Java
     */
    public static MasterKey derive(Profile profile, char[] secret, KitSecret kit) {
        var bytes = normal(secret);
        try {
            var parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(profile.hardness().kibibytes())
                    .withIterations(profile.hardness().passes())
                    .withParallelism(profile.hardness().lanes())
                    .withSalt(salt(profile, kit))
                    .build();
            var generator = new Argon2BytesGenerator();
            generator.init(parameters);
            var key = new byte[LENGTH];
            generator.generateBytes(bytes, key);
            return new MasterKey(profile, key);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static byte[] salt(Profile profile, KitSecret kit) {
        var fields = Fields.of("chimera-janus/1/salt").and(profile.name()).and(kit.bytes());
        return sha256(fields.bytes());
    }

    private static byte[] normal(char[] secret) {
        if (secret.length == 0 || secret.length > LONGEST_SECRET)
            throw new IllegalArgumentException("The secret has to have 1 to " + LONGEST_SECRET + " characters.");
        for (int i = 0; i < secret.length; i++) {
            int point = Character.codePointAt(secret, i);
            int type = Character.getType(point);
            if (type == Character.UNASSIGNED || type == Character.CONTROL || type == Character.SURROGATE)
                throw new IllegalArgumentException(
                        "The secret holds a character that cannot be typed the same way everywhere. Leave it out.");
            if (Character.isSupplementaryCodePoint(point)) i++;
        }
        // The JDK normalizes into a String, which cannot be zeroed: it is left to the garbage collector.
        return Normalizer.normalize(CharBuffer.wrap(secret), Normalizer.Form.NFC)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Whose it is. */
    public Profile profile() {
        return profile;
    }

    /**
     * Some bytes for one purpose and no other.
     *
     * @param purpose what for, with everything that makes a difference
     * @param length 1 to 8160
     * @throws IllegalStateException after it was closed
     */
    public byte[] bytes(Fields purpose, int length) {
        if (closed) throw new IllegalStateException("the profile is locked");
        return expand(key, purpose.bytes(), length);
    }

    /** HKDF-Expand with SHA-256. */
    static byte[] expand(byte[] key, byte[] info, int length) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.expandOnly(new SecretKeySpec(key, "HKDF"), info, length));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HKDF", e);
        }
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /** Zeroes it. Nothing can be derived afterwards. */
    @Override
    public void close() {
        closed = true;
        Arrays.fill(key, (byte) 0);
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "MasterKey[" + profile.text() + (closed ? ", locked]" : "]");
    }
}
