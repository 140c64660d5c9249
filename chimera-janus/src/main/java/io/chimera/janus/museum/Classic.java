package io.chimera.janus.museum;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * What Janus did in 2001, as far as its report tells: MD5 as if it were a MAC, its 128 bits in two halves, eight letters a
 * to p of each, and addresses by triple DES under a key of the proxy. The report's formulas are lost, so how the fields are
 * joined is ours. To look at beside what is done now; never for a site.
 *
 * <p>Eight letters of sixteen are 32 bits: 4.3 thousand million guesses, seconds of work today.
 */
public final class Classic {

    private static final int LETTERS = 8;
    private static final int HALF = 8;
    private static final int LONGEST_LOCAL = 64;

    private Classic() {}

    /** A user name and a password of the kind, eight letters each. */
    public record Pair(String user, String password) {}

    /** Of a user, their password and a site. */
    public static Pair pair(String user, String password, String site) {
        var digest = md5(password + "\0" + user + "\0" + site);
        return new Pair(
                letters(digest, 0).substring(0, LETTERS), letters(digest, HALF).substring(0, LETTERS));
    }

    /** An address of the kind, before the at sign; longer than mail allows as soon as the site's name has some letters. */
    public static String address(String proxyKey, String user, String site) {
        return letters(crypt(Cipher.ENCRYPT_MODE, proxyKey, (user + "\0" + site).getBytes(StandardCharsets.UTF_8)), 0);
    }

    /** Who and where an address is of, in the order user, site; empty if it cannot be opened. Nothing protects it from change. */
    public static Optional<String[]> open(String proxyKey, String address) {
        if (address.length() % 2 != 0 || !address.chars().allMatch(one -> one >= 'a' && one <= 'p'))
            return Optional.empty();
        var bytes = new byte[address.length() / 2];
        for (int i = 0; i < bytes.length; i++)
            bytes[i] = (byte) (((address.charAt(2 * i) - 'a') << 4) | (address.charAt(2 * i + 1) - 'a'));
        try {
            var parts = new String(crypt(Cipher.DECRYPT_MODE, proxyKey, bytes), StandardCharsets.UTF_8).split("\0", -1);
            return parts.length == 2 ? Optional.of(parts) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether mail could go to it today (RFC 5321 §4.5.3.1.1). */
    public static boolean fitsMail(String address) {
        return address.length() <= LONGEST_LOCAL;
    }

    /** A nibble is a letter: 0 is a, 15 is p. */
    private static String letters(byte[] bytes, int from) {
        var letters = new StringBuilder();
        for (byte one : Arrays.copyOfRange(bytes, from, bytes.length)) {
            letters.append((char) ('a' + ((one >> 4) & 15))).append((char) ('a' + (one & 15)));
        }
        return letters.toString();
    }

    // The report's own choices: weak on purpose, and of no use to anybody.
    @SuppressWarnings("InsecureCryptoUsage")
    private static byte[] crypt(int mode, String key, byte[] text) {
        try {
            var bits = Arrays.copyOf(md5(key), 24);
            System.arraycopy(bits, 0, bits, 16, 8); // two-key EDE
            var cipher = Cipher.getInstance("DESede/ECB/PKCS5Padding");
            cipher.init(mode, new SecretKeySpec(bits, "DESede"));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("this address is not of this key", e);
        }
    }

    private static byte[] md5(String text) {
        try {
            return MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no MD5", e);
        }
    }

    /** How many guesses a value of so many letters is worth. */
    public static BigInteger guesses(int letters) {
        return BigInteger.TWO.pow(4 * letters);
    }
}
