package io.chimera.janus.derive;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;

/**
 * 128 random bits that stand beside the password on a printed sheet. With them nobody who got hold of one derived password
 * can try passwords until it fits; without them (and that is allowed) only the password's own strength stands in the way.
 */
public final class KitSecret {

    private static final int BYTES = 16;
    private static final int LETTERS = 26;

    private final byte[] bytes;

    private KitSecret(byte[] bytes) {
        this.bytes = bytes;
    }

    /** No sheet: the password is all there is. */
    public static KitSecret none() {
        return new KitSecret(new byte[0]);
    }

    /** A new one, to be printed. */
    public static KitSecret random(SecureRandom random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new KitSecret(bytes);
    }

    /**
     * Reads what {@link #text} wrote and somebody copied by hand: case, blanks and hyphens do not matter, and 0, 1 and 8 are
     * taken for the letters they look like.
     *
     * @return empty if it is no kit secret
     */
    public static Optional<KitSecret> parse(String typed) {
        var letters = typed.toLowerCase(Locale.ROOT)
                .replaceAll("[\\s-]", "")
                .replace('0', 'o')
                .replace('1', 'l')
                .replace('8', 'b');
        if (letters.length() != LETTERS) return Optional.empty();
        return Base32.decode(letters).map(KitSecret::new);
    }

    /** 26 letters and digits (RFC 4648 base 32, lower case) in groups of five, for the sheet. */
    public String text() {
        return Base32.encode(bytes).replaceAll("(.{5})(?=.)", "$1-");
    }

    /** Whether there is none. */
    public boolean isNone() {
        return bytes.length == 0;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KitSecret kit && MessageDigest.isEqual(bytes, kit.bytes);
    }

    @Override
    public int hashCode() {
        return bytes.length;
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return isNone() ? "KitSecret[none]" : "KitSecret[…]";
    }
}
