package io.chimera.web.looks;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** What is put into pages that are written by hand. Pure. */
public final class Html {

    private static final String UNRESERVED = "-._~";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Html() {}

    /** Text for an element or a quoted attribute: nothing in it is markup, and nothing moves or hides what follows. */
    public static String text(String text) {
        var safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(isText(point) ? point : '\ufffd');
            }
        });
        return safe.toString();
    }

    /** HTML may hold no others (html.spec.whatwg.org §13.1.4). */
    private static boolean isText(int point) {
        if (point == '\n' || point == '\t' || point == '\r') return true;
        boolean control = point < ' ' || (point >= 0x7f && point <= 0x9f);
        boolean surrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        boolean noCharacter = (point & 0xfffe) == 0xfffe || (point >= 0xfdd0 && point <= 0xfdef);
        return !control && !surrogate && !noCharacter;
    }

    /** A relative path with slashes, for an address (RFC 3986 §2.3). */
    public static String address(String path) {
        var safe = new StringBuilder();
        for (byte unit : path.getBytes(StandardCharsets.UTF_8)) {
            char letter = (char) (unit & 0xff);
            boolean plain = letter < 0x80 && (Character.isLetterOrDigit(letter) || UNRESERVED.indexOf(letter) >= 0);
            if (plain || letter == '/') safe.append(letter);
            else safe.append('%').append(HEX.toHexDigits(unit));
        }
        return safe.toString();
    }
}
