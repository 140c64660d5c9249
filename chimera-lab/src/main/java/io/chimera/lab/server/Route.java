package io.chimera.lab.server;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Which desk serves what.
 *
 * @param path whole, as it is written in the request: what is escaped there matches nothing
 * @param kind whether an answer to it can be lost, and whether bad weather stops it
 */
record Route(String method, Pattern path, Kind kind, Desk desk) {

    /** What a request is to the weather. */
    enum Kind {
        /** It changes something: its answer may be lost. */
        CHANGES,
        /** It asks for something. */
        ASKS,
        /** It is about the weather itself, and always gets through. */
        CONTROLS
    }

    private static final String ID = "(-?[0-9]{1,16})";
    private static final String UUID = "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})";

    /** @param path with {@code {id}} and {@code {uuid}} where they stand */
    static Route of(String method, String path, Kind kind, Desk desk) {
        var pattern = path.replace("{id}", ID).replace("{uuid}", UUID);
        return new Route(method, Pattern.compile(pattern), kind, desk);
    }

    Optional<MatchResult> match(String requested) {
        var matcher = path.matcher(requested);
        return matcher.matches() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
    }
}
