package io.chimera.janus.command;

/** A command that asks for what there is not. Its message is for the person who typed it. */
public final class Unfillable extends Exception {

    public Unfillable(String what) {
        super(what, null, false, false);
    }
}
