package io.chimera.core.check;

import io.chimera.core.dialog.DialogId;
import java.util.List;
import java.util.Map;

/**
 * How far a check is, and what it found.
 *
 * @param repair whether what was found is mended as well
 * @param dialogs those that were compared
 * @param messages of the cloud that were compared
 * @param found differences, by their kind; kinds that did not occur are missing
 * @param differing the dialogs they were found in; at most {@value #MOST_NAMED} of them
 * @param notAsked dialogs of which the cloud would not tell; at most {@value #MOST_NAMED} of them
 */
public record CheckReport(
        boolean repair,
        long dialogs,
        long messages,
        Map<Difference.Kind, Long> found,
        List<DialogId> differing,
        List<NotAsked> notAsked) {

    /** More dialogs than these are not named. */
    public static final int MOST_NAMED = 200;

    public CheckReport {
        found = Map.copyOf(found);
        differing = List.copyOf(differing);
        notAsked = List.copyOf(notAsked);
    }

    /** Before the first dialog. */
    public static CheckReport nothingYet(boolean repair) {
        return new CheckReport(repair, 0, 0, Map.of(), List.of(), List.of());
    }

    /** Whether nothing was found. */
    public boolean agrees() {
        return found.isEmpty();
    }

    /**
     * A dialog that could not be compared, or not to its end.
     *
     * @param why for the person
     */
    public record NotAsked(DialogId dialog, String why) {}
}
