package io.chimera.lab.server;

import java.io.IOException;

/** Where one kind of request is done. */
@FunctionalInterface
interface Desk {

    /** @throws Refusal if it is not done */
    Answer serve(Call call) throws IOException, InterruptedException;
}
