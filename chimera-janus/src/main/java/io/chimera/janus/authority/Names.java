package io.chimera.janus.authority;

import java.util.stream.Stream;

/** What is above a host's name. */
final class Names {

    private Names() {}

    /** The name, and each one above it: {@code a.b.c}, {@code b.c}, {@code c}. */
    static Stream<String> upwards(String name) {
        return Stream.iterate(name, one -> !one.isEmpty(), one -> {
            int dot = one.indexOf('.');
            return dot < 0 ? "" : one.substring(dot + 1);
        });
    }
}
