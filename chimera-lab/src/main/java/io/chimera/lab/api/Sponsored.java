package io.chimera.lab.api;

import java.util.List;

/** What is shown in a channel because somebody pays for it; mostly nothing. */
public record Sponsored(List<Ad> messages) {

    public Sponsored {
        messages = List.copyOf(messages);
    }

    /**
     * One of them, with how often it was seen, clicked and reported by anybody.
     *
     * @param about who pays for it
     */
    public record Ad(
            long id,
            String title,
            String text,
            String button,
            String link,
            String about,
            int seen,
            int clicked,
            int reported) {}
}
