package io.chimera.janus.desk;

/** A profile of that name is known on this computer, and another secret, kit or effort is its own. */
public final class WrongSecret extends Exception {

    WrongSecret() {
        super("another secret", null, false, false);
    }
}
