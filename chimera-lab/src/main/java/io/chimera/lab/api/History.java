package io.chimera.lab.api;

import java.time.Instant;
import java.util.List;

/** A stretch of a dialog, as one of its two people knows it. */
public record History(List<Entry> messages) {

    /** The most entries one answer holds. */
    public static final int LARGEST = 100;

    public History {
        messages = List.copyOf(messages);
    }

    /**
     * One message.
     *
     * @param by who wrote it
     * @param edited whether it says something else than at first
     * @param seen whether the one it was written to has seen it
     * @param answers the message it answers, by the asker's id; 0 for none
     */
    public record Entry(
            long message, long by, Instant at, Content content, boolean edited, boolean seen, long answers) {}
}
