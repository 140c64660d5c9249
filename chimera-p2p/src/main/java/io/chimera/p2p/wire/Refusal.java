package io.chimera.p2p.wire;

/** Why something was not taken, as a number on the wire. */
public enum Refusal {
    /** A reason this version does not know. */
    OTHER(0),
    /** The id belongs to another message. */
    ID_TAKEN(1),
    /** The message it is about is not there, or not its author's. */
    NO_SUCH_MESSAGE(2),
    /** Files are taken from contacts only. */
    STRANGER(3),
    /** The file is larger than is taken. */
    TOO_LARGE(4),
    /** There is no room on that disk now. */
    NO_ROOM(5),
    /** A text that cannot be a message: blank, or with something in it that is no character. */
    UNACCEPTABLE(6),
    /** Too much at once; worth trying again later. */
    BUSY(7);

    private final int code;

    Refusal(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static Refusal of(long code) {
        for (var refusal : values()) if (refusal.code == code) return refusal;
        return OTHER;
    }
}
