package io.chimera.telegram.fake.mtproto;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Hashes and byte strings, as the protocol's formulas put them together. */
public final class Digests {

    private Digests() {}

    public static byte[] sha1(byte[]... parts) {
        return digest("SHA-1", parts);
    }

    public static byte[] sha256(byte[]... parts) {
        return digest("SHA-256", parts);
    }

    private static byte[] digest(String algorithm, byte[]... parts) {
        try {
            var digest = MessageDigest.getInstance(algorithm);
            for (var part : parts) digest.update(part);
            return digest.digest();
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has " + algorithm, missing);
        }
    }

    public static byte[] joined(byte[]... parts) {
        var joined = new ByteArrayOutputStream();
        for (var part : parts) joined.writeBytes(part);
        return joined.toByteArray();
    }

    public static byte[] xor(byte[] one, byte[] other) {
        var result = new byte[one.length];
        for (int i = 0; i < result.length; i++) result[i] = (byte) (one[i] ^ other[i]);
        return result;
    }

    public static BigInteger number(byte[] bytes) {
        return new BigInteger(1, bytes);
    }

    /** A number, big-endian, in exactly so many bytes. */
    public static byte[] bytes(BigInteger number, int length) {
        var bytes = number.toByteArray();
        var fitted = new byte[length];
        int taken = Math.min(bytes.length, length);
        System.arraycopy(bytes, bytes.length - taken, fitted, length - taken, taken);
        return fitted;
    }
}
