package io.chimera.core.check;

import io.chimera.core.check.CheckReport.NotAsked;
import io.chimera.core.dialog.DialogId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts while a check goes on. */
final class Findings {

    private final boolean repair;
    private final Map<Difference.Kind, Long> found = new EnumMap<>(Difference.Kind.class);
    private final List<DialogId> differing = new ArrayList<>();
    private final List<NotAsked> notAsked = new ArrayList<>();
    private long dialogs;
    private long messages;

    Findings(boolean repair) {
        this.repair = repair;
    }

    void stretch(DialogId dialog, int compared, List<Difference> differences) {
        messages += compared;
        differences.forEach(one -> found.merge(one.kind(), 1L, Long::sum));
        if (differences.isEmpty() || differing.size() == CheckReport.MOST_NAMED) return;
        if (!differing.contains(dialog)) differing.add(dialog);
    }

    void dialog() {
        dialogs++;
    }

    void notAsked(DialogId dialog, String why) {
        if (notAsked.size() < CheckReport.MOST_NAMED) notAsked.add(new NotAsked(dialog, why));
    }

    CheckReport report() {
        return new CheckReport(repair, dialogs, messages, found, differing, notAsked);
    }
}
