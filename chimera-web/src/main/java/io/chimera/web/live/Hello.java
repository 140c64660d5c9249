package io.chimera.web.live;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an open page says of itself when it connects, and whenever that changed.
 *
 * @param page which kind of page it is
 * @param cursor the revision it shows
 * @param facts what else it says; every key and value is a claim to be checked
 * @param shown the ids of the newest messages of ours it shows, at most {@value #MOST_SHOWN}
 */
public record Hello(String page, long cursor, Map<String, String> facts, List<String> shown) {

    /** The most ids a page may name. */
    public static final int MOST_SHOWN = 100;

    private static final int MOST_FACTS = 8;
    private static final int LONGEST_FACT = 200;

    public Hello {
        facts = Map.copyOf(facts);
        shown = List.copyOf(shown);
        if (cursor < 0) throw new IllegalArgumentException("no cursor is negative");
        if (shown.size() > MOST_SHOWN || facts.size() > MOST_FACTS)
            throw new IllegalArgumentException("a page says too much of itself");
        if (facts.values().stream().anyMatch(value -> value.length() > LONGEST_FACT))
            throw new IllegalArgumentException("a page says something too long of itself");
    }

    /** One of the facts, if the page said it. */
    public Optional<String> fact(String name) {
        return Optional.ofNullable(facts.get(name)).filter(value -> !value.isEmpty());
    }
}
