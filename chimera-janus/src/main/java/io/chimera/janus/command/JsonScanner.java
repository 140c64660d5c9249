package io.chimera.janus.command;

import java.util.BitSet;

/**
 * Reads JSON in UTF-8 (RFC 8259) byte by byte, strictly, with or without a byte order mark, and says where strings stand. It
 * keeps one bit for each open bracket.
 */
final class JsonScanner {

    /** What is told of what is read. */
    interface Told {

        void opened(boolean object);

        void closed();

        /** Another name or element follows in the innermost brackets. */
        void next();

        /** A string begins after this byte. */
        void string(boolean name);

        /** A byte of the string, as it is written. */
        void part(byte one);

        void endOfString();
    }

    private enum State {
        MARK_2,
        MARK_3,
        VALUE,
        FIRST_VALUE,
        NAME,
        FIRST_NAME,
        COLON,
        AFTER_VALUE,
        STRING,
        ESCAPE,
        HEX,
        WORD,
        MINUS,
        ZERO,
        WHOLE,
        POINT,
        FRACTION,
        E,
        SIGN,
        EXPONENT,
        WRONG
    }

    /** More open brackets than any program writes. What has more goes on as it is. */
    private static final int DEEPEST = 100_000;

    private final Told told;
    private final BitSet objects = new BitSet();
    private int depth;
    private State state = State.VALUE;
    private boolean begun;
    private boolean inName;
    private String word = "";
    private int left;
    private int low;
    private int high;

    JsonScanner(Told told) {
        this.told = told;
    }

    boolean isWrong() {
        return state == State.WRONG;
    }

    /** Whether it may end here. */
    boolean isWhole() {
        return depth == 0 && (state == State.AFTER_VALUE || isWholeNumber());
    }

    private boolean isWholeNumber() {
        return state == State.ZERO || state == State.WHOLE || state == State.FRACTION || state == State.EXPONENT;
    }

    void read(byte one) {
        switch (state) {
            case STRING -> string(one);
            case ESCAPE -> escape(one);
            case HEX -> hex(one);
            case VALUE -> value(one);
            case FIRST_VALUE -> firstValue(one);
            case NAME -> name(one);
            case FIRST_NAME -> firstName(one);
            case COLON -> blankOr(one, ':', State.VALUE);
            case AFTER_VALUE -> afterValue(one);
            case WORD -> word(one);
            case MARK_2 -> state = one == (byte) 0xbb ? State.MARK_3 : State.WRONG;
            case MARK_3 -> state = one == (byte) 0xbf ? State.VALUE : State.WRONG;
            case MINUS, ZERO, WHOLE, POINT, FRACTION, E, SIGN, EXPONENT -> number(one);
            case WRONG -> {}
        }
        begun = true;
    }

    private static boolean isBlank(byte one) {
        return one == ' ' || one == '\n' || one == '\r' || one == '\t';
    }

    private void blankOr(byte one, char wanted, State then) {
        if (one == wanted) state = then;
        else if (!isBlank(one)) state = State.WRONG;
    }

    private void value(byte one) {
        switch (one) {
            case ' ', '\n', '\r', '\t' -> {}
            case '"' -> begin(false);
            case '{' -> open(true);
            case '[' -> open(false);
            case 't' -> begin("rue");
            case 'f' -> begin("alse");
            case 'n' -> begin("ull");
            case '-' -> state = State.MINUS;
            case '0' -> state = State.ZERO;
            case (byte) 0xef -> state = begun ? State.WRONG : State.MARK_2;
            default -> state = isDigit(one) ? State.WHOLE : State.WRONG;
        }
    }

    private void firstValue(byte one) {
        if (one == ']') close();
        else value(one);
    }

    private void name(byte one) {
        if (one == '"') begin(true);
        else if (!isBlank(one)) state = State.WRONG;
    }

    private void firstName(byte one) {
        if (one == '}') close();
        else name(one);
    }

    private void afterValue(byte one) {
        if (isBlank(one)) return;
        boolean object = depth > 0 && objects.get(depth - 1);
        if (depth > 0 && one == ',') {
            told.next();
            state = object ? State.NAME : State.VALUE;
        } else if (depth > 0 && one == (object ? '}' : ']')) {
            close();
        } else {
            state = State.WRONG;
        }
    }

    private void open(boolean object) {
        if (depth == DEEPEST) {
            state = State.WRONG;
            return;
        }
        objects.set(depth++, object);
        told.opened(object);
        state = object ? State.FIRST_NAME : State.FIRST_VALUE;
    }

    private void close() {
        depth--;
        told.closed();
        state = State.AFTER_VALUE;
    }

    private void begin(String rest) {
        word = rest;
        left = 0;
        state = State.WORD;
    }

    private void word(byte one) {
        if (one != word.charAt(left++)) state = State.WRONG;
        else if (left == word.length()) endOfValue();
    }

    private void endOfValue() {
        left = 0;
        state = State.AFTER_VALUE;
    }

    private void begin(boolean name) {
        inName = name;
        left = 0;
        state = State.STRING;
        told.string(name);
    }

    private void string(byte one) {
        if (left > 0) {
            continued(one);
        } else if (one == '"') {
            told.endOfString();
            state = inName ? State.COLON : State.AFTER_VALUE;
        } else if (one >= ' ') {
            if (one == '\\') state = State.ESCAPE;
            told.part(one);
        } else if (one >= 0 || !leads(one & 0xff)) {
            state = State.WRONG;
        } else {
            told.part(one);
        }
    }

    private void continued(byte one) {
        int code = one & 0xff;
        if (code < low || code > high) {
            state = State.WRONG;
            return;
        }
        left--;
        low = 0x80;
        high = 0xbf;
        told.part(one);
    }

    /** The table of well-formed sequences in The Unicode Standard, D92. */
    private boolean leads(int code) {
        low = code == 0xe0 ? 0xa0 : code == 0xf0 ? 0x90 : 0x80;
        high = code == 0xed ? 0x9f : code == 0xf4 ? 0x8f : 0xbf;
        left = code < 0xe0 ? 1 : code < 0xf0 ? 2 : 3;
        return code >= 0xc2 && code <= 0xf4;
    }

    private void escape(byte one) {
        told.part(one);
        switch (one) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> state = State.STRING;
            case 'u' -> {
                left = 4;
                state = State.HEX;
            }
            default -> state = State.WRONG;
        }
    }

    private void hex(byte one) {
        told.part(one);
        if (FormText.hex(one) < 0) state = State.WRONG;
        else if (--left == 0) state = State.STRING;
    }

    private static boolean isDigit(byte one) {
        return one >= '0' && one <= '9';
    }

    private void number(byte one) {
        boolean digit = isDigit(one);
        boolean e = one == 'e' || one == 'E';
        if (digit && state == State.MINUS) state = one == '0' ? State.ZERO : State.WHOLE;
        else if (digit && state == State.POINT) state = State.FRACTION;
        else if (digit && (state == State.E || state == State.SIGN)) state = State.EXPONENT;
        else if (digit && state != State.ZERO) return;
        else if (one == '.' && (state == State.ZERO || state == State.WHOLE)) state = State.POINT;
        else if (e && isWholeNumber() && state != State.EXPONENT) state = State.E;
        else if (state == State.E && (one == '+' || one == '-')) state = State.SIGN;
        else if (!digit && isWholeNumber()) endOfNumber(one);
        else state = State.WRONG;
    }

    /** A number ends only by what comes after it. */
    private void endOfNumber(byte one) {
        endOfValue();
        afterValue(one);
    }
}
