package io.chimera.core.legacy;

import io.chimera.core.file.FileName;
import io.chimera.core.legacy.ImportReport.Count;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what becomes of what an import meets. */
final class Tally {

    private final long size;
    private final Map<LeftOut, Long> leftOut = new EnumMap<>(LeftOut.class);
    private final List<String> filesLeft = new ArrayList<>();
    private long read;
    private long dialogs;
    private long dialogsKnown;
    private long messages;
    private long messagesKnown;
    private long files;
    private long filesKnown;

    Tally(long size) {
        this.size = size;
    }

    void read(int rows) {
        read += rows;
    }

    void dialog(boolean known) {
        if (known) dialogsKnown++;
        else dialogs++;
    }

    void message(boolean known) {
        if (known) messagesKnown++;
        else messages++;
    }

    void file(boolean known) {
        if (known) filesKnown++;
        else files++;
    }

    void leftOut(LeftOut why, long count) {
        if (count > 0) leftOut.merge(why, count, Long::sum);
    }

    /** @param name whatever somebody wrote */
    void fileLeft(LeftOut why, String name) {
        leftOut(why, 1);
        if (filesLeft.size() < ImportReport.MOST_NAMED)
            filesLeft.add(FileName.from(name).value());
    }

    ImportReport report() {
        return new ImportReport(
                read,
                size,
                new Count(dialogs, dialogsKnown),
                new Count(messages, messagesKnown),
                new Count(files, filesKnown),
                leftOut,
                filesLeft);
    }
}
