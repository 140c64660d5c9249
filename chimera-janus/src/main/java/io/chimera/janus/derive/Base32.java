package io.chimera.janus.derive;

import java.util.Optional;

/**
 * Base 32 (RFC 4648 §6) in lower case and without padding, strictly: one string of bytes has one spelling, so an address
 * cannot be written in two ways.
 */
public final class Base32 {

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int BITS = 5;

    private Base32() {}

    /** The letters for some bytes. */
    public static String encode(byte[] bytes) {
        var text = new StringBuilder((bytes.length * 8 + 4) / BITS);
        int buffer = 0;
        int held = 0;
        for (byte one : bytes) {
            buffer = (buffer << 8) | (one & 0xff);
            held += 8;
            while (held >= BITS) {
                held -= BITS;
                text.append(ALPHABET.charAt((buffer >> held) & 31));
            }
            buffer &= (1 << held) - 1;
        }
        if (held > 0) text.append(ALPHABET.charAt((buffer << (BITS - held)) & 31));
        return text.toString();
    }

    /** The bytes of some letters; empty if these letters are no bytes' spelling. */
    public static Optional<byte[]> decode(String text) {
        int left = text.length() * BITS % 8;
        if (left >= BITS) return Optional.empty(); // a letter more than there are bytes
        var bytes = new byte[text.length() * BITS / 8];
        int buffer = 0;
        int held = 0;
        int next = 0;
        for (int i = 0; i < text.length(); i++) {
            int value = ALPHABET.indexOf(text.charAt(i));
            if (value < 0) return Optional.empty();
            buffer = (buffer << BITS) | value;
            held += BITS;
            if (held >= 8) {
                held -= 8;
                bytes[next++] = (byte) (buffer >> held);
            }
            buffer &= (1 << held) - 1;
        }
        return buffer == 0 ? Optional.of(bytes) : Optional.empty();
    }
}
