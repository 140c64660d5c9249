package io.chimera.web.sign;

import io.nayuki.qrcodegen.QrCode;

/**
 * A QR code (ISO/IEC 18004) as the path of an SVG.
 *
 * @param size of a side, in modules, with the four of quiet ground around it
 * @param path what is dark
 */
public record QrPicture(int size, String path) {

    private static final int QUIET = 4;

    /** The picture of a text of at most some hundred characters. */
    public static QrPicture of(String text) {
        var code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        var path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                int from = x;
                while (code.getModule(x, y)) x++; // outside it is light
                if (x > from) bar(path, from, y, x - from);
            }
        }
        return new QrPicture(code.size + 2 * QUIET, path.toString());
    }

    private static void bar(StringBuilder path, int x, int y, int width) {
        path.append('M').append(x + QUIET).append(' ').append(y + QUIET);
        path.append('h').append(width).append("v1h-").append(width).append('z');
    }
}
