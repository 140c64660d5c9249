package io.chimera.janus.derive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Several fields as one string of bytes, each with its length before it: ("ab", "c") is never ("a", "bc"). */
public final class Fields {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private Fields() {}

    /** Begins with what the bytes are for. */
    public static Fields of(String purpose) {
        return new Fields().and(purpose);
    }

    /** One more field, in UTF-8. */
    public Fields and(String field) {
        return and(field.getBytes(StandardCharsets.UTF_8));
    }

    /** One more field, a number in decimal digits. */
    public Fields and(int number) {
        return and(Integer.toString(number));
    }

    Fields and(byte[] field) {
        bytes.write(field.length >>> 24);
        bytes.write(field.length >>> 16);
        bytes.write(field.length >>> 8);
        bytes.write(field.length);
        bytes.writeBytes(field);
        return this;
    }

    /** All of them: for each its length in four bytes, most significant first, and itself. */
    public byte[] bytes() {
        return bytes.toByteArray();
    }
}
