package io.chimera.p2p.wire;

/** Why a connection is closed, as a number on the wire. */
public enum Farewell {
    /** A reason this version does not know. */
    OTHER(0),
    /** The node takes part in the LAN no longer. */
    LEAVING(1),
    /** There is another connection between the two, which stays. */
    DUPLICATE(2),
    /** The other side broke the protocol. */
    PROTOCOL(3),
    /** What came could not be stored now; it was not acknowledged and should be sent again later. */
    BUSY(4),
    /** The certificate that opened the connection has ended. */
    EXPIRED(5);

    private final int code;

    Farewell(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static Farewell of(long code) {
        for (var farewell : values()) if (farewell.code == code) return farewell;
        return OTHER;
    }
}
