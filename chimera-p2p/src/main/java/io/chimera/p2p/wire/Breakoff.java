package io.chimera.p2p.wire;

/** Why a transfer ends before its end, as a number on the wire. */
public enum Breakoff {
    /** A reason this version does not know. */
    OTHER(0),
    /** A person cancelled it. */
    PERSON(1),
    /** There is no room on the receiver's disk. */
    NO_ROOM(2),
    /** A disk or a connection failed; worth trying again. */
    FAULT(3),
    /** What was received is not what was offered: the part is thrown away, the next try begins at nothing. */
    DIFFERS(4);

    private final int code;

    Breakoff(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static Breakoff of(long code) {
        for (var breakoff : values()) if (breakoff.code == code) return breakoff;
        return OTHER;
    }
}
