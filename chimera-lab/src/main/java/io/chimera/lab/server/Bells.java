package io.chimera.lab.server;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Everybody's bell. */
final class Bells {

    private final Map<Long, Bell> bells = new ConcurrentHashMap<>();

    Bell of(long person) {
        return bells.computeIfAbsent(person, _ -> new Bell());
    }

    void ringAll() {
        bells.values().forEach(Bell::ring);
    }
}
