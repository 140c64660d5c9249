package io.chimera.pki.identity;

import io.chimera.pki.https.Answer;
import io.chimera.pki.https.Body;
import io.chimera.pki.https.Json;
import java.util.Map;

/** A request that cannot be fulfilled, as problem details (RFC 9457). */
final class Problem extends Exception {

    private final int status;
    private final String detail;
    private final Map<String, String> headers;

    Problem(int status, String detail) {
        this(status, detail, Map.of());
    }

    Problem(int status, String detail, String header, String value) {
        this(status, detail, Map.of(header, value));
    }

    private Problem(int status, String detail, Map<String, String> headers) {
        super(detail);
        this.status = status;
        this.detail = detail;
        this.headers = headers;
    }

    Answer answer() {
        var body = Body.of(Json.write(new Details("about:blank", title(status), status, detail)));
        return new Answer(status, "application/problem+json", body, headers);
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 410 -> "Gone";
            case 413 -> "Content Too Large";
            case 415 -> "Unsupported Media Type";
            case 429 -> "Too Many Requests";
            default -> "Internal Server Error";
        };
    }

    private record Details(String type, String title, int status, String detail) {}
}
