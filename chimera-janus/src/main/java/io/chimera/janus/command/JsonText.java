package io.chimera.janus.command;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** How JSON writes text (RFC 8259 §7). */
final class JsonText {

    private static final String MARKS = "\"\\/bfnrt";
    private static final String MARKED = "\"\\/\b\f\n\r\t";

    private JsonText() {}

    /** @param raw what stands between the quotes; its grammar was looked at already */
    static String decoded(Scrap raw) {
        var text = raw.utf8();
        if (text.indexOf('\\') < 0) return text;
        var decoded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            if (one != '\\') {
                decoded.append(one);
            } else if (text.charAt(++i) == 'u') {
                decoded.append((char) Integer.parseInt(text, i + 1, i + 5, 16));
                i += 4;
            } else {
                decoded.append(MARKED.charAt(MARKS.indexOf(text.charAt(i))));
            }
        }
        return decoded.toString();
    }

    /** In ASCII, without the quotes. */
    static String encoded(String text) {
        var encoded = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            if (one == '"' || one == '\\') encoded.append('\\').append(one);
            else if (one >= ' ' && one <= '~') encoded.append(one);
            else encoded.append("\\u").append(HexFormat.of().toHexDigits(one));
        }
        return encoded.toString();
    }

    /** A name of which perhaps only the beginning was kept, to be shown. */
    static String shown(Scrap raw) {
        if (raw.isWhole()) return FieldName.of(decoded(raw));
        return FieldName.of(new String(raw.array(), 0, raw.size(), StandardCharsets.UTF_8));
    }
}
