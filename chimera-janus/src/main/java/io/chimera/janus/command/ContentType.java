package io.chimera.janus.command;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a request says its body is (RFC 9110 §8.3.1).
 *
 * @param type and subtype, in small letters; empty if it was not understood
 * @param boundary of a multipart body, 1 to 70 characters (RFC 2046 §5.1.1); empty if there is no such
 */
record ContentType(String type, Optional<String> boundary) {

    private static final Pattern TYPE = Pattern.compile("[ \t]*([\\w!#$&^.+-]+/[\\w!#$&^.+-]+)[ \t]*(;.*)?");
    private static final Pattern BOUNDARY = Pattern.compile(
            ";[ \t]*boundary=(?:\"([\\w'()+,./:=? -]{0,69}[\\w'()+,./:=?-])\"|([\\w!#$%&'*+.^`|~-]{1,70}))[ \t]*(?=;|$)",
            Pattern.CASE_INSENSITIVE);
    private static final int LONGEST = 1024;

    static ContentType of(String header) {
        var match = TYPE.matcher(header);
        if (header.length() > LONGEST || !match.matches()) return new ContentType("", Optional.empty());
        var type = match.group(1).toLowerCase(Locale.ROOT);
        return new ContentType(type, Optional.ofNullable(match.group(2)).flatMap(ContentType::boundaryIn));
    }

    /** None where there are two: each reader would take another. */
    private static Optional<String> boundaryIn(String parameters) {
        var boundaries = BOUNDARY.matcher(parameters).results().toList();
        if (boundaries.size() != 1) return Optional.empty();
        var only = boundaries.getFirst();
        return Optional.of(only.group(1) == null ? only.group(2) : only.group(1));
    }

    boolean isJson() {
        return type.equals("application/json") || type.matches("application/[^/]+\\+json");
    }
}
