package io.chimera.pki.x509;

import java.io.IOException;

/** A text is not the PEM that was expected. */
public final class MalformedPem extends IOException {

    /** @param what names the expectation that was not met; holds nothing of the text */
    public MalformedPem(String what) {
        super(what);
    }

    MalformedPem(String what, Throwable cause) {
        super(what, cause);
    }
}
