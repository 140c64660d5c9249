package io.chimera.janus.command;

/** Gives the values for one site. */
@FunctionalInterface
public interface Wardrobe {

    /**
     * @return what comes in the command's place
     * @throws Unfillable if there is no such value
     */
    String value(Command command) throws Unfillable;
}
