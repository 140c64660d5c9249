package io.chimera.core.legacy;

import java.util.List;
import java.util.Map;

/**
 * How far an import is, and what became of what it met.
 *
 * @param read how many of the old messages were looked at
 * @param size how many there are
 * @param messages old messages; one that is a file with words counts once
 * @param leftOut what was not brought, by the reason; reasons that did not occur are missing
 * @param filesLeft what files that were not brought are called; at most {@value #MOST_NAMED} of them
 */
public record ImportReport(
        long read,
        long size,
        Count dialogs,
        Count messages,
        Count files,
        Map<LeftOut, Long> leftOut,
        List<String> filesLeft) {

    /** More names than these are not kept. */
    public static final int MOST_NAMED = 200;

    public ImportReport {
        leftOut = Map.copyOf(leftOut);
        filesLeft = List.copyOf(filesLeft);
    }

    /** Before the first is looked at. */
    public static ImportReport nothingYet(long size) {
        return new Tally(size).report();
    }

    /**
     * How many of a kind there were.
     *
     * @param brought now
     * @param known here before, or met twice
     */
    public record Count(long brought, long known) {}
}
