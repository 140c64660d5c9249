package io.chimera.web.dialog;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A stretch of a message's words.
 *
 * @param href where it leads, if it is an address on the web; else empty
 */
record TextPiece(String text, String href) {

    /** Addresses of the web only; what ends a sentence is not part of one. */
    private static final Pattern ADDRESS =
            Pattern.compile("https?://[^\\s<>\"'\\p{Cntrl}]{1,2000}(?<![.,;:!?)\\]»”’])", Pattern.CASE_INSENSITIVE);

    static List<TextPiece> split(String text) {
        var pieces = new ArrayList<TextPiece>();
        var address = ADDRESS.matcher(text);
        int end = 0;
        while (address.find()) {
            if (address.start() > end) pieces.add(new TextPiece(text.substring(end, address.start()), ""));
            pieces.add(new TextPiece(address.group(), address.group()));
            end = address.end();
        }
        if (end < text.length()) pieces.add(new TextPiece(text.substring(end), ""));
        return pieces;
    }
}
