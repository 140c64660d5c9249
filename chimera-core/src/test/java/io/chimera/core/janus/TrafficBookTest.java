package io.chimera.core.janus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The lines of the proxy, in memory. */
class TrafficBookTest {

    private static final Instant WHEN = Instant.parse("2026-11-20T14:09:00Z");

    private final TrafficBook book = new TrafficBook();

    private static ProfileTag tag(int number) {
        return new ProfileTag(String.format("%032x", number));
    }

    private static Traffic line(int profile, String host) {
        return new Traffic.Filled(tag(profile), WHEN, host, "example.com", List.of());
    }

    @Test
    void theNewestComesFirstAndEachProfileHasItsOwn() {
        book.write(line(1, "a.example"));
        book.write(line(1, "b.example"));
        book.write(line(2, "c.example"));

        assertThat(book.of(tag(1))).extracting(Traffic::host).containsExactly("b.example", "a.example");
        book.forget(tag(1));
        assertThat(book.of(tag(1))).isEmpty();
        assertThat(book.of(tag(2))).hasSize(1);
    }

    @Test
    void theOldestLinesMakeRoom() {
        for (int i = 0; i <= TrafficBook.MOST_LINES; i++) book.write(line(1, "h" + i));

        assertThat(book.of(tag(1)))
                .hasSize(TrafficBook.MOST_LINES)
                .extracting(Traffic::host)
                .doesNotContain("h0");
    }

    @Test
    void theProfileOfLongestAgoMakesRoom() {
        for (int i = 1; i <= TrafficBook.MOST_PROFILES; i++) book.write(line(i, "h"));
        book.write(line(1, "again"));
        book.write(line(99, "h"));

        assertThat(book.of(tag(1))).hasSize(2);
        assertThat(book.of(tag(2))).isEmpty();
    }
}
