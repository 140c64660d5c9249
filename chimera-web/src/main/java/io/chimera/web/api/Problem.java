package io.chimera.web.api;

import java.net.URI;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** A "no" of the API (RFC 9457): what happened, why, what to do next. Its type is {@code urn:chimera:problem:NAME}. */
final class Problem extends RuntimeException {

    private final HttpStatus status;
    private final String name;
    private final String title;
    private final Map<String, Object> more;

    Problem(HttpStatus status, String name, String title, String detail) {
        this(status, name, title, detail, Map.of());
    }

    /** @param more further members of the problem */
    Problem(HttpStatus status, String name, String title, String detail, Map<String, Object> more) {
        super(detail, null, false, false);
        this.status = status;
        this.name = name;
        this.title = title;
        this.more = Map.copyOf(more);
    }

    static Problem notFound(String what) {
        return new Problem(
                HttpStatus.NOT_FOUND,
                "no-such-" + what,
                "There is no such " + what,
                "The address names no " + what + " known here. List them at the address above it.");
    }

    static Problem invalid(String title, String detail) {
        return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "invalid", title, detail);
    }

    ProblemDetail body() {
        var body = ProblemDetail.forStatusAndDetail(status, getMessage());
        body.setType(URI.create("urn:chimera:problem:" + name));
        body.setTitle(title);
        more.forEach(body::setProperty);
        return body;
    }

    HttpStatus status() {
        return status;
    }
}
