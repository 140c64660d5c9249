package io.chimera.web.janus;

import java.util.List;
import java.util.stream.Stream;

/** Lists as people type them. */
final class Typed {

    private Typed() {}

    static List<String> sites(String typed) {
        return Stream.of(typed.split("[\\s,;]+")).filter(one -> !one.isEmpty()).toList();
    }
}
