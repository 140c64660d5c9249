package io.chimera.core.export;

import java.util.List;

/**
 * How far an export is.
 *
 * @param messages written down
 * @param files messages' files that are there
 * @param filesLeft what files are called that are lost on the shelf; at most {@value #MOST_NAMED} of them
 */
public record ExportReport(long dialogs, long messages, long files, List<String> filesLeft) {

    /** More names than these are not kept. */
    public static final int MOST_NAMED = 200;

    /** Before the first dialog. */
    public static final ExportReport NOTHING_YET = new ExportReport(0, 0, 0, List.of());

    public ExportReport {
        filesLeft = List.copyOf(filesLeft);
    }
}
