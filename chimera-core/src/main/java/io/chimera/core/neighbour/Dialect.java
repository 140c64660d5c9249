package io.chimera.core.neighbour;

/** Which LAN protocol somebody speaks. */
public enum Dialect {
    /** The first Chimera's: one message a connection, no ids, no acknowledgement. */
    V1,
    /** Ours: persistent connections, ids, acknowledgement after the other side's commit. */
    V2
}
