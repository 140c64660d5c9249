package io.chimera.pki.acme;

import java.io.IOException;

/** What answers a challenge until it is closed. */
interface Stand extends AutoCloseable {

    @Override
    void close() throws IOException;
}
