package io.chimera.janus.command;

import java.nio.charset.StandardCharsets;

/** How forms write text: {@code application/x-www-form-urlencoded}, as the WHATWG's URL standard has it. */
final class FormText {

    private static final String AS_THEY_ARE = "*-._";
    private static final String DIGITS = "0123456789ABCDEF";

    private FormText() {}

    /** What is not well encoded stays as it is. */
    static String decoded(Scrap text) {
        var bytes = text.array();
        var decoded = new byte[text.size()];
        int size = 0;
        for (int i = 0; i < text.size(); i++) {
            int code = bytes[i] == '%' && i + 2 < text.size() ? hex(bytes[i + 1]) << 4 | hex(bytes[i + 2]) : -1;
            if (code >= 0) i += 2;
            decoded[size++] = code >= 0 ? (byte) code : bytes[i] == '+' ? (byte) ' ' : bytes[i];
        }
        return new String(decoded, 0, size, StandardCharsets.UTF_8);
    }

    /** Negative if it is no digit, and so is whatever it is made part of by shifting and or. */
    static int hex(byte digit) {
        return digit < 0 ? -1 : Character.digit(digit, 16);
    }

    static String encoded(String text) {
        var encoded = new StringBuilder(text.length() + 16);
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            if (one == ' ') encoded.append('+');
            else if (staysAsItIs(one)) encoded.append((char) one);
            else encoded.append('%').append(DIGITS.charAt(one >> 4 & 15)).append(DIGITS.charAt(one & 15));
        }
        return encoded.toString();
    }

    private static boolean staysAsItIs(byte one) {
        return (one >= '0' && one <= '9')
                || (one >= 'A' && one <= 'Z')
                || (one >= 'a' && one <= 'z')
                || AS_THEY_ARE.indexOf(one) >= 0;
    }
}
