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
     */
    public record Entry(long message, long by, Instant at, Content content) {}
}
