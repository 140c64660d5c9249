package io.chimera.telegram.fake;

/** Whom, or where, one can write to. */
public abstract sealed class Addressee permits Person, Gathering, Broadcast {

    abstract Peer peer();
}
