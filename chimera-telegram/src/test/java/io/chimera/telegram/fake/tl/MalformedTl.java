package io.chimera.telegram.fake.tl;

import java.io.IOException;

/** These bytes are not what the schema says. */
public class MalformedTl extends IOException {

    /** @param message what is wrong, and where */
    public MalformedTl(String message) {
        super(message);
    }
}
