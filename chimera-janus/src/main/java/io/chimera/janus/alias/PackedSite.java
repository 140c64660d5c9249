package io.chimera.janus.alias;

import io.chimera.janus.site.Site;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/**
 * Names of sites in few bytes: digits to the base 38 after a leading one, so that each name has one number and each number
 * one name. A character costs 5.25 bits instead of 8.
 */
final class PackedSite {

    private static final String DIGITS = ".-0123456789abcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());

    /** What is left of an address beside the seal and a byte of our own. */
    static final int MOST_BYTES = 22;

    private PackedSite() {}

    /** The bytes of a site's name; empty if it has other characters or too many of them. */
    static Optional<byte[]> of(Site site) {
        var number = BigInteger.ONE;
        for (char one : site.name().toCharArray()) {
            int digit = DIGITS.indexOf(one);
            if (digit < 0) return Optional.empty();
            number = number.multiply(BASE).add(BigInteger.valueOf(digit));
            if (number.bitLength() > MOST_BYTES * 8) return Optional.empty();
        }
        var signed = number.toByteArray();
        return Optional.of(signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed);
    }

    /** The site of some bytes; empty if they are no name's. */
    static Optional<Site> site(byte[] bytes) {
        if (bytes.length == 0 || bytes.length > MOST_BYTES || bytes[0] == 0) return Optional.empty();
        var number = new BigInteger(1, bytes);
        var name = new StringBuilder();
        while (number.compareTo(BASE) >= 0) {
            var parts = number.divideAndRemainder(BASE);
            name.append(DIGITS.charAt(parts[1].intValue()));
            number = parts[0];
        }
        if (!number.equals(BigInteger.ONE) || name.isEmpty()) return Optional.empty();
        return Optional.of(new Site(name.reverse().toString()));
    }
}
