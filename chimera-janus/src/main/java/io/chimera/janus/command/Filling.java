package io.chimera.janus.command;

import io.chimera.core.janus.Traffic;
import java.util.List;

/**
 * What is to be changed in what was read.
 *
 * @param splices in order, none overlapping
 * @param fields which fields got values: one for each splice, but two for both halves of HTTP's own sign-in, and none where
 *     only a backslash is taken off
 */
public record Filling(List<Splice> splices, List<Traffic.Field> fields) {

    /** Nothing is to be changed. */
    public static final Filling NONE = new Filling(List.of(), List.of());

    public Filling {
        splices = List.copyOf(splices);
        fields = List.copyOf(fields);
        long free = 0;
        for (var splice : splices) {
            if (splice.at() < free) throw new IllegalArgumentException("not in order, or overlapping");
            free = splice.end();
        }
    }

    /** By how many bytes it becomes longer. */
    public long growth() {
        return splices.stream()
                .mapToLong(splice -> splice.with().length - (long) splice.length())
                .sum();
    }

    /** Whether nothing is to be changed. */
    public boolean isEmpty() {
        return splices.isEmpty();
    }
}
