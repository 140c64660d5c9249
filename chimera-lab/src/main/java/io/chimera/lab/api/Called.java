package io.chimera.lab.api;

/**
 * Under which name somebody is to stand in a telephone book.
 *
 * @param name not blank, at most {@value #LONGEST} UTF-16 units
 */
public record Called(String name) {

    /** The longest name, in UTF-16 units. */
    public static final int LONGEST = 128;
}
