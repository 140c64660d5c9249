package io.chimera.pki.identity;

import java.security.MessageDigest;

/** A code as it is kept: an HMAC from which it cannot be read, only recognised. */
final class SealedCode {

    private final byte[] bytes;

    SealedCode(byte[] bytes) {
        this.bytes = bytes;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Whether both are of the same code, in a time that does not depend on how much is right. */
    boolean matches(SealedCode other) {
        return MessageDigest.isEqual(bytes, other.bytes);
    }
}
