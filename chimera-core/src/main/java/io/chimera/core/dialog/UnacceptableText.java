package io.chimera.core.dialog;

/** A text that cannot be a message. The person who wrote it still has it. */
public final class UnacceptableText extends IllegalArgumentException {

    private final Why why;
    private final int length;

    private UnacceptableText(Why why, int length, String what) {
        super(what);
        this.why = why;
        this.length = length;
    }

    static void check(String text) {
        if (text.isBlank()) throw new UnacceptableText(Why.EMPTY, text.length(), "the text is empty");
        if (text.length() > Body.LONGEST_TEXT)
            throw new UnacceptableText(
                    Why.TOO_LONG,
                    text.length(),
                    "the text has " + text.length() + " characters; at most " + Body.LONGEST_TEXT + " can be sent");
        if (text.indexOf('\0') >= 0 || hasLoneSurrogate(text))
            throw new UnacceptableText(Why.NOT_TEXT, text.length(), "the text holds something that is no character");
    }

    private static boolean hasLoneSurrogate(String text) {
        int point;
        for (int i = 0; i < text.length(); i += Character.charCount(point)) {
            point = text.codePointAt(i);
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) return true;
        }
        return false;
    }

    /** What is wrong with it. */
    public Why why() {
        return why;
    }

    /** How long it was, in UTF-16 units. */
    public int length() {
        return length;
    }

    /** The ways a text can be unacceptable. */
    public enum Why {
        EMPTY,
        TOO_LONG,
        NOT_TEXT
    }
}
