package io.chimera.p2p.transfer;

/** An account's right to a place on this computer's LAN. */
public interface Tenancy {

    /** How the account takes part when it begins to now. */
    Terms terms();

    /** The account will not take part any more; what it alone could have is free for others. */
    void end();
}
