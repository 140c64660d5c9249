package io.chimera.core.janus;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the identity proxy did last, in memory only: at most {@value #MOST_LINES} lines for each profile. Thread-safe. */
public final class TrafficBook {

    /** The most lines of one profile; the oldest make room. */
    public static final int MOST_LINES = 500;

    /** The most profiles; the one that was written of longest ago makes room. */
    static final int MOST_PROFILES = 16;

    private final Map<ProfileTag, Deque<Traffic>> lines = new LinkedHashMap<>(MOST_PROFILES, 0.75f, true);

    /** Writes a line. */
    public synchronized void write(Traffic line) {
        var of = lines.computeIfAbsent(line.profile(), _ -> new ArrayDeque<>());
        of.addFirst(line);
        if (of.size() > MOST_LINES) of.removeLast();
        if (lines.size() > MOST_PROFILES) lines.remove(lines.keySet().iterator().next());
    }

    /** What was written of a profile, the newest first. */
    public synchronized List<Traffic> of(ProfileTag profile) {
        var of = lines.get(profile);
        return of == null ? List.of() : List.copyOf(of);
    }

    /** Forgets what was written of a profile. */
    public synchronized void forget(ProfileTag profile) {
        lines.remove(profile);
    }
}
