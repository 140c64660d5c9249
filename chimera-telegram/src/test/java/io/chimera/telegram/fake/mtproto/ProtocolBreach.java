package io.chimera.telegram.fake.mtproto;

import java.io.IOException;

/** A client did not keep to the protocol; its connection ends. */
final class ProtocolBreach extends IOException {

    ProtocolBreach(String message) {
        super(message);
    }
}
