package io.chimera.janus.command;

import io.chimera.core.janus.Found;

/** What the value of a field says to us. */
public sealed interface Reading {

    /** A value comes in its place. */
    record Asked(Command command) implements Reading {}

    /**
     * It has the form of a command, and nothing can come in its place.
     *
     * @param value what it would have been
     * @param why what is wrong and how it is written right, for the person who typed it
     */
    record Nonsense(Found.Value value, String why) implements Reading {}

    /**
     * The person wanted the command itself to go to the site, and wrote one more backslash before it.
     *
     * @param text the value with one backslash less
     */
    record Literal(String text) implements Reading {}

    /** Nothing: it stays as it is. */
    record Plain() implements Reading {}
}
