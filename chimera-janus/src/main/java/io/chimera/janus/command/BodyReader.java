package io.chimera.janus.command;

import io.chimera.core.janus.Traffic;
import java.util.List;

/**
 * Reads a request's body as it arrives and finds where commands stand. It keeps at most a few KiB, and what it found, however
 * long the body is. Not for several threads.
 */
public interface BodyReader {

    /** Reads on. The bytes are not kept. */
    void read(byte[] bytes, int from, int length);

    /**
     * Nothing more comes. Only now is anything taken out of the wardrobe.
     *
     * @return what is to be changed; empty if the body was not what its type says, so that it goes on as it is
     * @throws Unfillable if a command asks for what there is not, or there are more than a thousand
     */
    Filling end() throws Unfillable;

    /** In which fields commands were found until now, also those that ask for what there is not. */
    List<Traffic.Field> found();

    /** Whether a command was found until now. */
    default boolean hasFound() {
        return !found().isEmpty();
    }
}
