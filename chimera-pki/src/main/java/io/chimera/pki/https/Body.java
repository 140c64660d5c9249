package io.chimera.pki.https;

import java.nio.charset.StandardCharsets;

/** The bytes of a request or an answer, whole. Never changed once made; what {@link #bytes} returns must not be either. */
public final class Body {

    private final byte[] bytes;

    private Body(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes the bytes over: whoever made them must not change them afterwards. */
    public static Body of(byte[] bytes) {
        return new Body(bytes);
    }

    /** A text as UTF-8. */
    public static Body of(String text) {
        return new Body(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The bytes themselves, not a copy. */
    public byte[] bytes() {
        return bytes;
    }

    /** How many bytes there are. */
    public int size() {
        return bytes.length;
    }
}
