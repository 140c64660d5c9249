package io.chimera.app.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.app.scene.Rest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * What one person wrote in a dialog, as one of the two has it: oldest first, every copy.
 *
 * @param copies in the order in which they are shown
 */
record Tally(List<Copy> copies) {

    /** Who is asked about a copy answers within a second, or half a minute later when nothing was known before. */
    private static final Duration ASKED_BY_THEN = Duration.ofSeconds(90);

    /**
     * One message as it is shown; texts sort as they were written.
     *
     * @param told all that the interface says of it
     */
    record Copy(String text, String route, JsonNode told) {}

    static Tally of(Rest reader, long dialog, long writer) {
        var copies = new ArrayList<Copy>();
        for (var message : reader.allMessages(dialog).reversed()) {
            if (message.path("from").asLong() == writer && message.hasNonNull("text")) copies.add(copy(message));
        }
        return new Tally(copies);
    }

    private static Copy copy(JsonNode message) {
        return new Copy(message.path("text").asString(), message.path("route").asString(), message);
    }

    /**
     * What there is once nothing is shown twice any more: a copy that was stored before what it is a copy of is shown
     * until its author has been asked about it.
     */
    static Tally withoutCopies(Supplier<Tally> now) {
        await().atMost(ASKED_BY_THEN)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(
                        () -> assertThat(now.get().twice()).as("shown twice").isEmpty());
        return now.get();
    }

    private List<JsonNode> twice() {
        var crossed = crossed();
        return copies.stream()
                .filter(copy -> crossed.contains(copy.text()))
                .map(Copy::told)
                .toList();
    }

    /** Those of one stream: texts that begin so. */
    Tally of(String prefix) {
        return new Tally(
                copies.stream().filter(copy -> copy.text().startsWith(prefix)).toList());
    }

    Set<String> texts() {
        var texts = new LinkedHashSet<String>();
        copies.forEach(copy -> texts.add(copy.text()));
        return texts;
    }

    /** What came once by each route. A second copy by the same route is an error, and nothing comes three times. */
    private Set<String> crossed() {
        var routes = new HashMap<String, List<String>>();
        copies.forEach(copy ->
                routes.computeIfAbsent(copy.text(), _ -> new ArrayList<>()).add(copy.route()));
        assertThat(routes)
                .as("no text came twice by one route")
                .allSatisfy((text, ways) -> assertThat(ways).as(text).doesNotHaveDuplicates());
        routes.values().removeIf(ways -> ways.size() == 1);
        return routes.keySet();
    }

    /** What went one route is shown in the order in which it was written. */
    void keepsOrderWithinEachRoute() {
        for (var route : List.of("LAN", "CLOUD")) {
            assertThat(copies.stream()
                            .filter(copy -> copy.route().equals(route))
                            .map(Copy::text))
                    .as("by the %s, in order", route)
                    .isSorted();
        }
    }

    /** Those that are shown before something which was written earlier. */
    List<String> overtakers() {
        var overtakers = new ArrayList<String>();
        for (int i = 1; i < copies.size(); i++) {
            if (copies.get(i - 1).text().compareTo(copies.get(i).text()) > 0)
                overtakers.add(copies.get(i - 1).text());
        }
        return overtakers;
    }

    long by(String route) {
        return copies.stream().filter(copy -> copy.route().equals(route)).count();
    }
}
