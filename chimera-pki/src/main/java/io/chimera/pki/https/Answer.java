package io.chimera.pki.https;

import java.util.HashMap;
import java.util.Map;

/**
 * What a server's handler says.
 *
 * @param headers beside Content-Type
 */
public record Answer(int status, String contentType, Body body, Map<String, String> headers) {

    public Answer {
        headers = Map.copyOf(headers);
    }

    /** JSON (UTF-8). */
    public static Answer json(int status, Object value) {
        return new Answer(status, "application/json", Body.of(Json.write(value)), Map.of());
    }

    /** Text (UTF-8). */
    public static Answer text(int status, String contentType, String text) {
        return new Answer(status, contentType, Body.of(text), Map.of());
    }

    /** The same with one header more. */
    public Answer with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new Answer(status, contentType, body, more);
    }
}
