package io.chimera.app.command;

import io.nayuki.qrcodegen.QrCode;

/** A QR code (ISO/IEC 18004) in characters, dark on light whatever the terminal's colours are. */
final class QrBlocks {

    private static final int QUIET = 2; // the standard says four; phones manage, and small windows need the room
    private static final String BLACK_ON_WHITE = "\u001b[38;5;16;48;5;231m";
    private static final String USUAL = "\u001b[0m";
    private static final String[] BLOCKS = {" ", "▄", "▀", "█"}; // by what is dark: below, above

    private final QrCode code;

    private QrBlocks(QrCode code) {
        this.code = code;
    }

    /** @param coloured where the reader is a terminal; else what is dark is drawn, and the ground is left alone */
    static String blocks(String text, boolean coloured) {
        return of(text).draw(2, coloured);
    }

    /** The same for a terminal that knows only ASCII: twice as large. */
    static String ascii(String text, boolean coloured) {
        return of(text).draw(1, coloured);
    }

    private static QrBlocks of(String text) {
        return new QrBlocks(QrCode.encodeText(text, QrCode.Ecc.LOW));
    }

    private String draw(int rowsInOne, boolean coloured) {
        var picture = new StringBuilder();
        for (int y = -QUIET; y < code.size + QUIET; y += rowsInOne) {
            if (coloured) picture.append(BLACK_ON_WHITE);
            for (int x = -QUIET; x < code.size + QUIET; x++) picture.append(rowsInOne == 2 ? half(x, y) : whole(x, y));
            if (coloured) picture.append(USUAL);
            picture.append(System.lineSeparator());
        }
        return picture.toString();
    }

    /** Outside the code it is light. */
    private String half(int x, int y) {
        return BLOCKS[(code.getModule(x, y) ? 2 : 0) + (code.getModule(x, y + 1) ? 1 : 0)];
    }

    private String whole(int x, int y) {
        return code.getModule(x, y) ? "##" : "  ";
    }
}
